import type { Address } from './asset'
import type { Call } from './call'

/** One call of a batch, as the account that carries it out makes it. A delegated one runs the contract's code as its own. */
export type InnerCall = Call & { readonly operation: 'call' | 'delegatecall' }

/** What is done in a person's Safe at once, all of it or nothing: `value` wei go along from its owner. */
export type Execution = {
  readonly safe: Address
  readonly owner: Address
  readonly value: bigint
  readonly calls: readonly InnerCall[]
}

/** What may be taken of a token, and by whom. */
export type Allowed = { readonly token: Address; readonly spender: Address; readonly amount: bigint }

/** What a batch may do at most with what a person has, whatever its calls were planned as. */
export type BatchLimits = {
  readonly safe: Address
  readonly owner: Address
  /** What the Safe lets others take of it, each as often as it is listed; taking back needs no mention. */
  readonly approvals: readonly Allowed[]
  /** What the Safe takes from its owner, to the unit and as often as it is listed. */
  readonly takes: readonly Pick<Allowed, 'token' | 'amount'>[]
  /** Whose code may be run as the Safe's own, for sweeping. */
  readonly sweepers: readonly Address[]
}

/** A batch as it was planned, beside the bytes that were made of it: what is signed is held against this. */
export type PlannedBatch = Execution & BatchLimits
