import type { Figures } from '../../lib/domain/figures'
import { HEALTH_FACTOR_DANGER_WAD } from '../../lib/domain/guards'
import type { OwnedPosition } from '../../lib/domain/position'

export type Danger = 'liquidatable' | 'close' | 'not-known'

/** How endangered a position is, by the chain's judgement and ours; null where neither sees danger. */
export function findDanger(
  { isLiquidatable }: Pick<OwnedPosition, 'isLiquidatable'>,
  figures: Pick<Figures, 'hasDebt' | 'isPriced' | 'isLiquidatable' | 'healthFactorWad'>,
): Danger | null {
  if (!figures.hasDebt) return null
  if (isLiquidatable) return 'liquidatable'
  if (!figures.isPriced) return 'not-known'
  if (figures.isLiquidatable) return 'liquidatable'
  const { healthFactorWad } = figures
  return healthFactorWad !== null && healthFactorWad < HEALTH_FACTOR_DANGER_WAD ? 'close' : null
}
