import type { Figures } from '../domain/figures'
import { HEALTH_FACTOR_WARNING_WAD } from '../domain/guards'
import { WAD } from '../domain/math'
import { isUnpriced, type OracleFault } from '../domain/oracle'
import { formatFixed } from './decimal'

/** From here on the digits say nothing more. */
const PLENTY_WAD = 100n * WAD

const MODERATE_BELOW_WAD = (150n * WAD) / 100n

const LEAST_WAD = WAD / 100n

/** A health factor as "1.27", always cut and never rounded up: 0.999 is not 1.00. "∞" without debt. */
export function formatHealthFactor(healthFactorWad: bigint | null): string {
  if (healthFactorWad === null) return '∞'
  if (healthFactorWad >= PLENTY_WAD) return '100+'
  if (healthFactorWad > 0n && healthFactorWad < LEAST_WAD) return '<0.01'
  return formatFixed(healthFactorWad, 18, { maxDecimals: 2, minDecimals: 2 })
}

export type HealthBand = 'not known' | 'liquidatable' | 'at risk' | 'moderate' | 'comfortable' | 'no debt'

/** A word for a health factor, so that colour never stands alone. "At risk" begins where our warning does. */
export function describeHealth(healthFactorWad: bigint | null): HealthBand {
  if (healthFactorWad === null) return 'no debt'
  if (healthFactorWad < WAD) return 'liquidatable'
  if (healthFactorWad < HEALTH_FACTOR_WARNING_WAD) return 'at risk'
  return healthFactorWad < MODERATE_BELOW_WAD ? 'moderate' : 'comfortable'
}

/** The same where it is known: not while there is a debt and a price is missing or too old. */
export function describeKnownHealth(
  { hasDebt, isPriced, healthFactorWad }: Pick<Figures, 'hasDebt' | 'isPriced' | 'healthFactorWad'>,
  fault: OracleFault | null,
): HealthBand {
  return hasDebt && (!isPriced || isUnpriced(fault)) ? 'not known' : describeHealth(healthFactorWad)
}
