import { accruePosition } from '../domain/accrual'
import type { Asset } from '../domain/asset'
import { computeHealthFactorWad, isLiquidatable } from '../domain/health'
import type { Issue } from '../domain/issue'
import { computeLeverageWad } from '../domain/leverage'
import { max } from '../domain/math'
import type { OwnedPosition } from '../domain/position'
import { findLossIssues, findRiskIssues, lowersHealth } from '../domain/risk-issues'
import { listUnpriced } from '../domain/unpriced'
import { addsRisk, findManagingOracleIssues, findOpeningOracleIssues } from './oracle-issues'
import type { ProvenOutcome } from './outcome'
import type { TransactionPlan } from './plan'
import { findPositionAfter } from './plan-view'
import { findSizedBy } from './sized-by'
import { computeValueLossWad } from './value-loss'

/** A position may come out this much over the leverage that was asked for and expected: 1.1 of it, costs included. */
const LEVERAGE_MARGIN_PERCENT = 110n

/** How far the chain's answer may fall short of a floor that the plan holds exactly, in basis points of it. */
const FLOOR_MARGIN_BPS = 1n

type Outcome = Omit<ProvenOutcome, 'issues'>

/**
 * Every guard, asked of what the chain itself answered instead of what was estimated: prices, pools and the
 * position may have moved since the plan was made. Refuses what adds risk alone, as when it was planned.
 */
export function findOutcomeIssues(plan: TransactionPlan, outcome: Outcome): readonly Issue[] {
  const { intent } = plan
  if (outcome.block.timestamp > plan.deadlineSeconds) return [{ code: 'review-expired', severity: 'refusal' }]
  if (intent.kind !== 'open' && !('positionId' in intent)) return []
  const before = intent.kind === 'open' ? null : findPositionAfter(intent, outcome.before, outcome.before)
  const after = findPositionAfter(intent, outcome.before, outcome.after)
  const isRiskier = intent.kind === 'open' || (before !== null && addsRisk(before, intent))
  const lossWad = computeValueLossWad(plan, outcome)
  const oracle = findOracleIssuesNow(plan, outcome)
  const unpriced = after ? listUnpriced(after) : []
  // a missing price is not a price of nothing: no ratio is known then, and none is the reason
  if (unpriced.length > 0)
    return oracle.some(isUnpriced) ? oracle : [...oracle, missingPrice(unpriced, isRiskier)]
  return [
    ...oracle,
    ...findHealthIssues(plan, outcome, before, after),
    ...(isRiskier ? findLeverageIssues(plan, outcome, after) : []),
    ...(lossWad === null ? [] : findLossIssues(lossWad, isRiskier)),
  ]
}

const isUnpriced = ({ code }: Issue) => code === 'price-stale' || code === 'price-unavailable'

function missingPrice(unpriced: readonly Asset[], isRiskier: boolean): Issue {
  const symbols = unpriced.map(({ symbol }) => symbol)
  return { code: 'price-unavailable', severity: isRiskier ? 'refusal' : 'warning', symbols }
}

/** Judged as it will be at the deadline, interest of the way included. */
function findHealthIssues(
  { intent, deadlineSeconds }: TransactionPlan,
  { block }: Outcome,
  before: OwnedPosition | null,
  after: OwnedPosition | null,
): readonly Issue[] {
  const atDeadline = (position: OwnedPosition) =>
    accruePosition(position, position.rates, deadlineSeconds - block.timestamp)
  const healthFactorBeforeWad = before ? computeHealthFactorWad(atDeadline(before)) : undefined
  const healthFactorWad = after && computeHealthFactorWad(atDeadline(after))
  const sizedBy = findSizedBy(intent)
  const issues = [...findRiskIssues({ healthFactorBeforeWad, healthFactorWad, priceImpactWad: 0n, sizedBy })]
  if (healthFactorWad === null || !after) return issues
  if (lowersHealth(healthFactorBeforeWad, healthFactorWad) && isLiquidatable(atDeadline(after))) {
    issues.push({ code: 'not-enough-collateral', severity: 'refusal' })
  }
  if (intent.kind === 'withdraw' && isUnderFloor(healthFactorWad, intent.healthFactorFloorWad)) {
    issues.push({
      code: 'health-factor-under-floor',
      severity: 'refusal',
      field: 'amount',
      healthFactorWad,
      floorWad: intent.healthFactorFloorWad,
    })
  }
  return issues
}

/** The plan holds the floor exactly. What a few blocks of rates and rounding add to that is no reason to refuse. */
function isUnderFloor(healthFactorWad: bigint, floorWad: bigint): boolean {
  return healthFactorWad * 10_000n < floorWad * (10_000n - FLOOR_MARGIN_BPS)
}

function findOracleIssuesNow({ intent }: TransactionPlan, { before, after }: Outcome): readonly Issue[] {
  if (intent.kind === 'open') {
    const farm = after.markets.farms.find(({ id }) => id === intent.farmId)
    return findOpeningOracleIssues(after.markets, farm)
  }
  return 'positionId' in intent ? findManagingOracleIssues(before, intent) : []
}

/** More than was asked for, and more than its costs explained when it was planned: prices moved in between. */
function findLeverageIssues(
  { intent, after: planned }: TransactionPlan,
  { after: account }: Outcome,
  after: OwnedPosition | null,
): readonly Issue[] {
  if (!after || (intent.kind !== 'open' && intent.kind !== 'change-leverage')) return []
  const leverageWad = computeLeverageWad(after)
  const farmId = intent.kind === 'open' ? intent.farmId : after.farmId
  const maximumWad = account.markets.farms.find(({ id }) => id === farmId)?.maxLeverageWad
  if (leverageWad === null || (maximumWad !== undefined && leverageWad > maximumWad)) {
    return [
      {
        code: 'leverage-over-maximum',
        severity: 'refusal',
        field: 'leverage',
        maximumWad: maximumWad ?? null,
      },
    ]
  }
  const expectedWad = max(intent.leverageWad, (planned && computeLeverageWad(planned)) ?? 0n)
  if (leverageWad * 100n <= expectedWad * LEVERAGE_MARGIN_PERCENT) return []
  const askedWad = intent.leverageWad
  return [{ code: 'leverage-over-asked', severity: 'refusal', field: 'leverage', leverageWad, askedWad }]
}
