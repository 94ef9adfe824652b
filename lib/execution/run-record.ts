import type { Address } from '../domain/asset'
import type { Call, Hex } from '../domain/call'
import type { Intent } from '../domain/intent'
import type { TransactionPlan } from '../plan/plan'
import { intentKeyOf } from './intent-key'

/** What is known of what the wallet was asked for. */
export type Sent =
  /** Nothing yet: it was asked, and may have sent it, may still hold the request, or may have dropped it. */
  | { readonly kind: 'asked' }
  /** A transaction by its hash; its nonce once the node has shown it. */
  | { readonly kind: 'transaction'; readonly hash: Hex; readonly nonce?: number }
  /** A wallet's batch, by the id the wallet gave. */
  | { readonly kind: 'batch'; readonly id: string }

/** What our own node said right before the wallet was asked: from here on the chain is searched for what it sent. */
export type Asking = {
  readonly fromBlock: number
  /** Transactions of the account that were mined by then: what is sent from here on has this nonce or a higher one. */
  readonly nonce: number
  /** The same with those that waited. */
  readonly pendingNonce: number
  /** One for a transaction, all of them for a batch. */
  readonly calls: readonly AskedCall[]
}

/** A call as it was asked for. `value` is in wei, decimal, so that it survives JSON. */
export type AskedCall = { readonly to: Address; readonly data: Hex; readonly value: string }

/** What a wallet or the chain has told of it: something that can be followed. */
export type Handed = Exclude<Sent, { readonly kind: 'asked' }>

export type StepKind = 'approve' | 'prepare' | 'call' | 'batch'
export type IntentKind = Intent['kind']

/**
 * A step that the wallet was asked for and whose outcome nobody has seen yet. Holds only strings and small
 * numbers, so that it survives JSON; amounts are read from the chain again.
 */
export type RememberedRun = {
  /** Stays the same from the asking to the outcome, whatever hash it goes by. */
  readonly id: string
  readonly chainId: number
  readonly owner: Address
  readonly protocol: string
  readonly intentKind: IntentKind
  /** As `intentKeyOf` names it; null where it was remembered by a version that did not keep it. */
  readonly intentKey: Hex | null
  readonly stepKind: StepKind
  readonly stepIndex: number
  readonly stepCount: number
  readonly sent: Sent
  /** null where it was remembered by a version that did not keep it. */
  readonly asking: Asking | null
  /** When the wallet was asked, by this computer's clock. */
  readonly sentAtMs: number
}

let count = 0

/** The record of one step of a plan, made before the wallet is asked for it. */
export function recordAsked(
  plan: TransactionPlan,
  place: { readonly stepIndex: number; readonly stepCount: number },
  asking: Asking,
): RememberedRun {
  const { intent, chainId, owner, protocol } = plan
  const { stepIndex, stepCount } = place
  const sentAtMs = Date.now()
  count += 1
  return {
    // Unique over tabs too, and without `crypto.randomUUID`, which plain http does not have.
    id: `${sentAtMs}-${count}-${Math.random().toString(36).slice(2)}`,
    chainId,
    owner,
    protocol,
    intentKind: intent.kind,
    intentKey: intentKeyOf(plan),
    stepKind: asking.calls.length > 1 ? 'batch' : (plan.steps[stepIndex]?.kind ?? 'call'),
    stepIndex,
    stepCount,
    sent: { kind: 'asked' },
    asking,
    sentAtMs,
  }
}

/** A call as records keep it. */
export function convertCall({ to, data, value }: Call): AskedCall {
  return { to, data, value: value.toString() }
}

/** Whether a wallet's answer is a transaction hash: 32 bytes in hexadecimal. */
export function isTransactionHash(value: unknown): value is Hex {
  return typeof value === 'string' && /^0x[0-9a-f]{64}$/i.test(value)
}
