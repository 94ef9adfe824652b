import type { Issue } from '../domain/issue'
import type { AccountSnapshot, Block } from '../protocols/protocol'
import type { TransactionPlan } from './plan'

/** What the chain answered when a plan's very calls were run on top of its pending state. */
export type ProvenOutcome = {
  /** The simulated block: its number and the timestamp the calls were run at. */
  readonly block: Block
  readonly before: AccountSnapshot
  readonly after: AccountSnapshot
  /** Of the plan's own steps, in gas. */
  readonly gasUsed: bigint
  /** What those steps are expected to cost in the chain's own coin, rounded up. */
  readonly networkFeeWei: bigint
  /** What was found that does not make the calls fail: a refusal here must stop the person too. */
  readonly issues: readonly Issue[]
}

/** What is asked of every simulation of a plan. Pure. */
export type OutcomeGuards = {
  /** What our own guards and the person's floors say of what really comes out. */
  readonly judge: (plan: TransactionPlan, outcome: Omit<ProvenOutcome, 'issues'>) => readonly Issue[]
  /** What is no longer as it was reviewed; null where that is all within what is stated there. */
  readonly compare: (plan: TransactionPlan, reviewed: ProvenOutcome, now: ProvenOutcome) => Issue | null
}
