import type { Action } from './action'
import type { Address } from './asset'
import type { PlannedBatch } from './batch'

export type Hex = `0x${string}`

/** What an account does in the chain: `data` sent to a contract, with `value` in the chain's own coin, in wei. */
export type Call = { readonly to: Address; readonly data: Hex; readonly value: bigint }

/** One call of an operation with what it does, in the order in which it does it. */
export type OperationCall = {
  readonly call: Call
  readonly actions: readonly Action[]
  /** Where it is a batch in a person's Safe: what that was planned as. */
  readonly batch?: PlannedBatch
}
