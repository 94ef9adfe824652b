import type { Hex } from '../domain/call'
import type { Issue, IssueCode } from '../domain/issue'
import type { PlanStep } from '../plan/plan'

/**
 * The plan's steps that are in the chain and stay there, though the run stopped: what an approval among
 * them allows can still be taken. Empty after a reload, when the plan is no longer known.
 */
export type DoneSteps = readonly PlanStep[]

/** What the person should know of a run though it did not stop it. */
type Noted = { readonly notes?: readonly Issue[] }
type AtStep = Noted & { readonly stepIndex: number; readonly stepCount: number }

/** Where a plan stands on its way through wallet and chain. `stepIndex` counts from 0; a batch is one step. */
export type RunState =
  | { readonly status: 'idle' }
  | (AtStep & {
      readonly status: 'signing'
      /** The wallet's answer told nothing, so the chain is asked whether it was sent. */
      readonly isChecking?: boolean
    })
  | (AtStep & { readonly status: 'pending'; readonly hash: Hex | null })
  | (Noted & { readonly status: 'confirmed'; readonly hash: Hex | null; readonly blockNumber: bigint })
  /** The person said no in the wallet. */
  | (AtStep & { readonly status: 'rejected'; readonly issue: Issue; readonly done: DoneSteps })
  | (AtStep & {
      readonly status: 'failed'
      readonly issue: Issue
      readonly hash: Hex | null
      readonly done: DoneSteps
    })

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
