import type { Client } from 'viem'
import { isCoin } from '../domain/coin'
import { type Issue, isRefusal } from '../domain/issue'
import type { OutcomeGuards, ProvenOutcome } from '../plan/outcome'
import type { PlanStep, TransactionPlan } from '../plan/plan'
import type { AccountProbe } from '../protocols/protocol'
import type { ErrorReader } from './revert'
import { simulatePlan } from './simulate'
import type { Drafter } from './slippage-cause'

export type Rehearsal = {
  readonly plan: TransactionPlan
  /** What the person read and confirmed. */
  readonly reviewed: ProvenOutcome
  readonly guards: OutcomeGuards
  readonly probe: AccountProbe
  readonly errors: ErrorReader & Drafter
}

/**
 * Runs what is left of a plan once more, right before a signature: the first reason not to ask for it, or null.
 * The chain's refusal comes first, then our guards' and an unaffordable fee, then what is no longer as it was
 * reviewed. What only takes approvals back, after the call, has nothing to compare.
 */
export async function rehearsePlan(
  client: Client,
  { plan, reviewed, guards, probe, errors }: Rehearsal,
  remaining: readonly PlanStep[],
): Promise<Issue | null> {
  const isCallLeft = remaining.some(({ kind }) => kind === 'call')
  const judge = isCallLeft ? guards.judge : undefined
  const result = await simulatePlan(client, { ...plan, steps: remaining }, probe, { ...errors, judge })
  if (!result.ok) return result.issue
  const refusal = result.issues.find(isRefusal)
  if (refusal || !isCallLeft) return refusal ?? null
  const begun = takeUp(plan, result, reviewed, remaining)
  const moved = guards.compare(begun.plan, reviewed, begun.now)
  return moved && { ...moved, severity: 'refusal' }
}

/**
 * What is left of a plan, as it compares with all of it: where calls are done, from before them, since they have moved what they
 * were to move. The chain's coin has paid their fees by then, and is left out: what of it moves stands in the calls themselves.
 */
export function takeUp(
  plan: TransactionPlan,
  now: ProvenOutcome,
  { before }: Pick<ProvenOutcome, 'before'>,
  remaining: readonly PlanStep[],
): { readonly plan: TransactionPlan; readonly now: ProvenOutcome } {
  const isBegun = plan.steps.some((step) => step.kind === 'call' && !remaining.includes(step))
  if (!isBegun) return { plan, now }
  const walletChanges = plan.walletChanges.filter(({ asset }) => !isCoin(asset))
  return { plan: { ...plan, walletChanges }, now: { ...now, before } }
}
