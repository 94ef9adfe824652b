import { accruePosition } from '../domain/accrual'
import { computeHealthFactorWad, isLiquidatable } from '../domain/health'
import type { Intent } from '../domain/intent'
import type { Issue } from '../domain/issue'
import type { Position, PositionRates } from '../domain/position'
import { findRiskIssues } from '../domain/risk-issues'
import type { AccountSnapshot, Drafted, MarketSnapshot, Tolerance } from '../protocols/protocol'
import type { PlanResult, PlanStep } from './plan'
import { planReleases, planRequirements } from './requirements'
import { findSizedBy } from './sized-by'
import { findStateIssues } from './state-issues'

const isMissingPrice = ({ code, severity }: Issue) =>
  severity === 'refusal' && (code === 'price-stale' || code === 'price-unavailable')
const needsPrice = ({ code }: Issue) =>
  code === 'price-stale' || code === 'price-unavailable' || code === 'health-factor-under-floor'

/**
 * Draft + wallet → plan: the requirements that are not met yet, then the calls. `issues` come from the caller's
 * own checks, `rates` are what the position after costs. Any refusal, from wherever, means that there is no plan; the estimate comes back all the same.
 */
export function assemblePlan(
  source: Pick<MarketSnapshot, 'protocol' | 'chainId' | 'block' | 'awaitedBlock'>,
  draft: Drafted,
  account: AccountSnapshot | null,
  intent: Intent,
  tolerance: Tolerance,
  issues: readonly Issue[],
  rates: PositionRates | null,
): PlanResult {
  // what has no price is not worth nothing: then the price is the reason, and no ratio is
  const isUnpriced = draft.issues.some(isMissingPrice)
  const judged = isUnpriced ? issues.filter((issue) => !needsPrice(issue)) : issues
  const checked = [...findStateIssues(source), ...judged]
  if (!('calls' in draft)) {
    const { issues: undrafted, waitsFor } = draft
    return { ok: false, issues: [...checked, ...undrafted], estimate: null, ...(waitsFor && { waitsFor }) }
  }
  // Judged as it will be at the deadline: interest of the way must not carry it under a guard that it just met.
  const seconds = tolerance.deadlineSeconds - source.block.timestamp
  const atDeadline = (position: Position) => (rates ? accruePosition(position, rates, seconds) : position)
  const before =
    'positionId' in intent ? account?.positions.find(({ id }) => id === intent.positionId) : undefined
  const risks = findRiskIssues({
    healthFactorBeforeWad: before && computeHealthFactorWad(atDeadline(before)),
    healthFactorWad: draft.after ? computeHealthFactorWad(atDeadline(draft.after)) : null,
    priceImpactWad: draft.priceImpactWad,
    sizedBy: findSizedBy(intent),
  })
  // Every multicall but a close ends with the protocol's own check: what it would revert on is not signed.
  const isShort = draft.after !== null && isLiquidatable(atDeadline(draft.after))
  const collateral: readonly Issue[] = isShort ? [{ code: 'not-enough-collateral', severity: 'refusal' }] : []
  const wallet = account?.wallet ?? []
  const preparations = planRequirements(draft.requirements, wallet)
  const found = isUnpriced ? [] : [...risks, ...collateral]
  const all = [...checked, ...draft.issues, ...found, ...preparations.issues]
  if (all.some((issue) => issue.severity === 'refusal')) return { ok: false, issues: all, estimate: draft }
  const calls = draft.calls.map((call): PlanStep => ({ kind: 'call', ...call }))
  return {
    ok: true,
    plan: {
      protocol: source.protocol,
      chainId: source.chainId,
      owner: intent.owner,
      intent,
      steps: [...preparations.steps, ...calls, ...planReleases(draft, wallet)],
      deadlineSeconds: tolerance.deadlineSeconds,
      slippageBps: tolerance.slippageBps,
      after: draft.after,
      ratesAfter: draft.ratesAfter,
      walletChanges: draft.walletChanges,
      priceImpactWad: draft.priceImpactWad,
      priceImpactE8: draft.priceImpactE8,
      feesE8: draft.feesE8,
      chargesE8: draft.chargesE8,
      issues: all,
      ...(draft.legs && { legs: draft.legs }),
    },
  }
}
