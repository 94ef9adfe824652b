import type { Address } from '../../domain/asset'
import type { Hex } from '../../domain/call'

/** What the person is asked to allow. */
export type ApprovalSubject =
  | { readonly kind: 'connect' }
  | { readonly kind: 'switch'; readonly network: string }
  | {
      readonly kind: 'transaction'
      readonly to: Address | null
      readonly value: bigint
      readonly data: Hex
      /** null where there is only one. */
      readonly network: string | null
    }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'typed-data'; readonly text: string }

export type Approval = {
  readonly id: number
  readonly account: Address
  readonly subject: ApprovalSubject
}

export type Approvals = {
  /** Whether the person approves, once they have answered. */
  readonly ask: (account: Address, subject: ApprovalSubject) => Promise<boolean>
  readonly answer: (id: number, isApproved: boolean) => void
  /** The question that is open, the oldest first. */
  readonly current: () => Approval | null
  readonly subscribe: (onChange: () => void) => () => void
}

/** The questions of a wallet to its person, one after the other. */
export function createApprovals(): Approvals {
  let waiting: readonly (Approval & { readonly settle: (isApproved: boolean) => void })[] = []
  let lastId = 0
  const listeners = new Set<() => void>()
  const update = (next: typeof waiting) => {
    waiting = next
    for (const listener of listeners) listener()
  }
  return {
    ask: (account, subject) =>
      new Promise((settle) => {
        lastId += 1
        update([...waiting, { id: lastId, account, subject, settle }])
      }),
    answer: (id, isApproved) => {
      const asked = waiting.find((approval) => approval.id === id)
      if (!asked) return
      update(waiting.filter((approval) => approval.id !== id))
      asked.settle(isApproved)
    },
    current: () => waiting[0] ?? null,
    subscribe: (onChange) => {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}
