import type { Issue } from '../domain/issue'
import type { Hex } from '../protocols/protocol'

/** Where a plan stands on its way through wallet and chain. `stepIndex` counts from 0; a batch is one step. */
export type RunState =
  | { readonly status: 'idle' }
  | { readonly status: 'signing'; readonly stepIndex: number; readonly stepCount: number }
  | {
      readonly status: 'pending'
      readonly stepIndex: number
      readonly stepCount: number
      readonly hash: Hex | null
    }
  | { readonly status: 'confirmed'; readonly hash: Hex | null; readonly blockNumber: bigint }
  /** The person said no in the wallet. Steps before `stepIndex` did execute. */
  | {
      readonly status: 'rejected'
      readonly stepIndex: number
      readonly stepCount: number
      readonly issue: Issue
    }
  | {
      readonly status: 'failed'
      readonly stepIndex: number
      readonly stepCount: number
      readonly issue: Issue
      readonly hash: Hex | null
    }
