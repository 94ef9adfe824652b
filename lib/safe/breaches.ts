import { type Address, isSameAddress } from '../domain/asset'
import type { Allowed, BatchLimits, InnerCall } from '../domain/batch'
import type { BreachKind } from '../domain/signing-difference'
import { type CallReading, readCall } from './read-call'

type Take = BatchLimits['takes'][number]

/** `index` counts the calls of the batch. */
export type Breach = { readonly kind: BreachKind; readonly index: number; readonly reading: CallReading }

/** Judged by what the calls' own bytes say; tokens' functions are told by their selector, whoever has it. */
export function findBreaches(limits: BatchLimits, calls: readonly InnerCall[]): readonly Breach[] {
  const approvals = [...limits.approvals]
  const takes = [...limits.takes]
  return calls.flatMap((call, index) => {
    const reading = readCall(call)
    const kind = isSameAddress(call.to, limits.safe)
      ? 'changes-safe'
      : judge(limits, reading, approvals, takes)
    return kind ? [{ kind, index, reading }] : []
  })
}

/** Uses up what it finds in the lists. */
function judge(
  { safe, owner, sweepers }: BatchLimits,
  reading: CallReading,
  approvals: Allowed[],
  takes: Take[],
): BreachKind | null {
  const isOwn = (receiver: Address) => isSameAddress(receiver, safe) || isSameAddress(receiver, owner)
  switch (reading.kind) {
    case 'approve': {
      const isListed = reading.amount === 0n || use(approvals, (listed) => isSameAllowed(listed, reading))
      return isListed ? null : 'approval-unlisted'
    }
    case 'permit': {
      const isTheirs = isSameAddress(reading.owner, owner) && isSameAddress(reading.spender, safe)
      return isTheirs && takes.some((listed) => isSameTake(listed, reading)) ? null : 'approval-unlisted'
    }
    case 'transfer-from': {
      if (!isOwn(reading.receiver)) return 'receiver-foreign'
      const isTheirs = isSameAddress(reading.from, owner)
      return isTheirs && use(takes, (listed) => isSameTake(listed, reading)) ? null : 'take-unlisted'
    }
    case 'transfer':
    case 'pay':
      return isOwn(reading.receiver) ? null : 'receiver-foreign'
    case 'sweep':
    case 'unwrap':
      if (!isOwn(reading.receiver)) return 'receiver-foreign'
      return sweepers.some((by) => isSameAddress(by, reading.by)) ? null : 'sweeper-unlisted'
    case 'grant':
    case 'malformed':
      return reading.kind
    case 'other':
      return null
  }
}

function isSameTake(listed: Take, signed: Take): boolean {
  return isSameAddress(listed.token, signed.token) && listed.amount === signed.amount
}

export function isSameAllowed(listed: Allowed, signed: Allowed): boolean {
  return isSameAddress(listed.spender, signed.spender) && isSameTake(listed, signed)
}

/** Whether there was such a one, which is gone then. */
function use<T>(list: T[], is: (item: T) => boolean): boolean {
  const at = list.findIndex(is)
  if (at >= 0) list.splice(at, 1)
  return at >= 0
}
