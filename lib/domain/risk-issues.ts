import { HEALTH_FACTOR_REFUSAL_WAD, HEALTH_FACTOR_WARNING_WAD, PRICE_IMPACT_REFUSAL_WAD } from './guards'
import type { Issue } from './issue'
import type { SizedBy } from './issue-of-outcome'
import { WAD } from './math'

/** From here on a person must tick that they accept it: a trade this far from the pool's price is rarely meant. */
const PRICE_IMPACT_WARNING_WAD = WAD / 100n

/** From here on somebody must accept it: further from the oracles' prices than updates and a pool's fee explain. */
const VALUE_LOSS_WARNING_WAD = (2n * WAD) / 100n

/** Whether an action lowers the health factor; null is no debt, undefined that there was no position. */
export function lowersHealth(beforeWad: bigint | null | undefined, afterWad: bigint | null): boolean {
  return afterWad !== null && (beforeWad == null || afterWad < beforeWad)
}

/**
 * What it costs in value at the oracles' prices, fees apart, as a ratio of what is traded (1e18 = 100 %). Losing a
 * twentieth at once is refused as it is of price impact; what takes risk away is warned of and not stopped.
 */
export function findLossIssues(lossWad: bigint, addsRisk: boolean): readonly Issue[] {
  if (lossWad <= VALUE_LOSS_WARNING_WAD) return []
  const severity = addsRisk && lossWad > PRICE_IMPACT_REFUSAL_WAD ? 'refusal' : 'warning'
  return [{ code: 'value-lost', severity, lossWad }]
}

/** Beside which field it stands that a trade is too large. */
const FIELD_OF: Record<SizedBy, Issue['field']> = {
  amount: 'amount',
  leverage: 'leverage',
  'amount-and-leverage': 'amount',
  position: undefined,
  rewards: undefined,
}

/**
 * What an action would leave behind, as our own guards judge it. The chain's own checks come with the
 * simulation. An action that leaves the health factor as it was or raises it is never stopped for what it
 * still is: repaying a little is how somebody gets out of danger.
 */
export function findRiskIssues(outcome: {
  /** After the action; null without debt. */
  readonly healthFactorWad: bigint | null
  /** Before it; null without debt, left out where there was no position. */
  readonly healthFactorBeforeWad?: bigint | null
  readonly priceImpactWad: bigint
  readonly sizedBy: SizedBy
}): readonly Issue[] {
  const { healthFactorWad, healthFactorBeforeWad, priceImpactWad, sizedBy } = outcome
  const field = FIELD_OF[sizedBy]
  const isWorse = lowersHealth(healthFactorBeforeWad, healthFactorWad)
  const issues: Issue[] = []
  if (priceImpactWad > PRICE_IMPACT_REFUSAL_WAD) {
    issues.push({
      code: 'price-impact-too-high',
      severity: 'refusal',
      field,
      priceImpactWad,
      sizedBy,
    })
  } else if (priceImpactWad > PRICE_IMPACT_WARNING_WAD) {
    issues.push({
      code: 'price-impact-high',
      severity: 'warning',
      field,
      priceImpactWad,
      sizedBy,
    })
  }
  if (healthFactorWad === null || !isWorse) return issues
  if (healthFactorWad < HEALTH_FACTOR_REFUSAL_WAD) {
    issues.push({ code: 'health-factor-too-low', severity: 'refusal', healthFactorWad, sizedBy })
  } else if (healthFactorWad < HEALTH_FACTOR_WARNING_WAD) {
    issues.push({ code: 'health-factor-low', severity: 'warning', healthFactorWad })
  }
  return issues
}
