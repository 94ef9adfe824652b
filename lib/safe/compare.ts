import { type Address, isSameAddress } from '../domain/asset'
import type { Allowed, Execution, InnerCall, PlannedBatch } from '../domain/batch'
import type { Call } from '../domain/call'
import { type Breach, findBreaches, isSameAllowed } from './breaches'
import type { Decoded, Refusal } from './decode'
import { isSameCall } from './inner-call'
import { readCall } from './read-call'

/** What a plan shows of one transaction, as data: what goes to the wallet is held against this alone. */
export type Shown =
  | { readonly kind: 'create'; readonly safe: Address }
  | ({ readonly kind: 'approve' } & Allowed)
  | { readonly kind: 'plain'; readonly call: Call }
  | ({ readonly kind: 'execute' } & PlannedBatch)

/** One way in which what would be signed is not what was shown. `index` counts the calls of the batch. */
export type Difference =
  | { readonly kind: 'unreadable'; readonly why: Refusal }
  | { readonly kind: 'other-transaction'; readonly shown: Shown['kind']; readonly signed: Decoded['kind'] }
  | { readonly kind: 'other-approval'; readonly shown: Allowed; readonly signed: Call }
  | { readonly kind: 'other-call'; readonly shown: Call; readonly signed: Call }
  | { readonly kind: 'other-safe' | 'other-owner'; readonly shown: Address; readonly signed: Address }
  | { readonly kind: 'other-value'; readonly shown: bigint; readonly signed: bigint }
  /** Sent along, and used by no call: it would stay in the Safe. */
  | { readonly kind: 'coin-left'; readonly amount: bigint }
  | { readonly kind: 'call-missing'; readonly index: number; readonly shown: InnerCall }
  | { readonly kind: 'call-added'; readonly index: number; readonly signed: InnerCall }
  | {
      readonly kind: 'call-differs'
      readonly index: number
      readonly shown: InnerCall
      readonly signed: InnerCall
    }
  | Breach

/** All that differs between what was shown and what would be signed; empty where the one is the other. */
export function findDifferences(shown: Shown, signed: Decoded): readonly Difference[] {
  if (signed.kind === 'refused') return [{ kind: 'unreadable', why: signed.why }]
  if (signed.kind === 'plain' && shown.kind === 'plain') {
    return isSamePlain(shown.call, signed.call)
      ? []
      : [{ kind: 'other-call', shown: shown.call, signed: signed.call }]
  }
  if (signed.kind === 'plain' && shown.kind === 'approve') return compareApproval(shown, signed.call)
  if (signed.kind === 'create' && shown.kind === 'create') {
    return compareAddresses('other-safe', shown.safe, signed.address)
  }
  if (signed.kind === 'execute' && shown.kind === 'execute') {
    const { value } = signed
    return [
      ...compareAddresses('other-safe', shown.safe, signed.safe),
      ...compareAddresses('other-owner', shown.owner, signed.owner),
      ...(shown.value === value ? [] : [{ kind: 'other-value', shown: shown.value, signed: value } as const]),
      ...findCoinLeft(signed),
      ...compareCalls(shown.calls, signed.calls),
      ...findBreaches(shown, signed.calls),
    ]
  }
  return [{ kind: 'other-transaction', shown: shown.kind, signed: signed.kind }]
}

function findCoinLeft({ value, calls }: Execution): readonly Difference[] {
  const used = calls.reduce((sum, call) => sum + call.value, 0n)
  return value > used ? [{ kind: 'coin-left', amount: value - used }] : []
}

function isSamePlain(shown: Call, signed: Call): boolean {
  return isSameCall({ ...shown, operation: 'call' }, { ...signed, operation: 'call' })
}

function compareApproval(shown: Allowed, signed: Call): readonly Difference[] {
  const reading = readCall({ ...signed, operation: 'call' })
  const isSame = reading.kind === 'approve' && signed.value === 0n && isSameAllowed(shown, reading)
  return isSame ? [] : [{ kind: 'other-approval', shown, signed }]
}

function compareAddresses(
  kind: 'other-safe' | 'other-owner',
  shown: Address,
  signed: Address,
): readonly Difference[] {
  return isSameAddress(shown, signed) ? [] : [{ kind, shown, signed }]
}

function compareCalls(shown: readonly InnerCall[], signed: readonly InnerCall[]): readonly Difference[] {
  const differing = signed.flatMap((call, index): readonly Difference[] => {
    const planned = shown[index]
    if (!planned) return [{ kind: 'call-added', index, signed: call }]
    return isSameCall(planned, call) ? [] : [{ kind: 'call-differs', index, shown: planned, signed: call }]
  })
  const missing = shown
    .slice(signed.length)
    .map((call, at): Difference => ({ kind: 'call-missing', index: signed.length + at, shown: call }))
  return [...differing, ...missing]
}
