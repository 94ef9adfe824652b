import type { Issue, IssueCode } from '../domain/issue'
import type { PlanStep } from '../plan/plan'
import type { Hex } from '../protocols/protocol'

/**
 * The plan's steps that are in the chain and stay there, though the run stopped: what an approval among
 * them allows can still be taken. Empty after a reload, when the plan is no longer known.
 */
export type DoneSteps = readonly PlanStep[]

/** Where a plan stands on its way through wallet and chain. `stepIndex` counts from 0; a batch is one step. */
export type RunState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'signing'
      readonly stepIndex: number
      readonly stepCount: number
      /** The wallet's answer told nothing, so the chain is asked whether it was sent. */
      readonly isChecking?: boolean
    }
  | {
      readonly status: 'pending'
      readonly stepIndex: number
      readonly stepCount: number
      readonly hash: Hex | null
    }
  | { readonly status: 'confirmed'; readonly hash: Hex | null; readonly blockNumber: bigint }
  /** The person said no in the wallet. */
  | {
      readonly status: 'rejected'
      readonly stepIndex: number
      readonly stepCount: number
      readonly issue: Issue
      readonly done: DoneSteps
    }
  | {
      readonly status: 'failed'
      readonly stepIndex: number
      readonly stepCount: number
      readonly issue: Issue
      readonly hash: Hex | null
      readonly done: DoneSteps
    }

/** After these nobody knows yet whether something was or will be sent, and a later answer may change it. */
const UNCERTAIN: ReadonlySet<IssueCode> = new Set([
  'wallet-not-responding',
  'wallet-answer-unseen',
  'sending-unknown',
  'receipt-unknown',
])

/** Whether a run stopped without anybody knowing what became of what it asked for. */
export function isUncertain(run: RunState): boolean {
  return run.status === 'failed' && UNCERTAIN.has(run.issue.code)
}

/** Whether something may be on its way: the wallet was asked, or the chain. */
export function isUnderWay(run: RunState): boolean {
  return run.status === 'signing' || run.status === 'pending' || isUncertain(run)
}
