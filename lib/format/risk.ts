import type { Figures } from '../domain/figures'
import { HEALTH_FACTOR_WARNING_WAD } from '../domain/guards'
import { formatPercent } from './percent'
import { formatSymbol } from './symbol'

/** What liquidates a position, in one sentence. Says nothing that a missing price or a thin margin would belie. */
export function describeRisk(figures: Figures): string {
  const { healthFactorWad, liquidations } = figures
  if (!figures.hasDebt) return 'Nothing is owed, so nothing can be liquidated.'
  if (!figures.isPriced) return 'A price that it rests on is missing or old: what liquidates it is not known.'
  if (figures.isLiquidatable) return 'Anybody may liquidate it at these prices.'
  const moves = liquidations.map(
    ({ asset, side, distanceWad }) =>
      `${formatSymbol(asset)} ${side === 'below' ? 'falls' : 'rises'} by ${formatPercent(distanceWad)}`,
  )
  if (moves.length > 0) return `You are liquidated if ${moves.join(', or if ')}.`
  const days = figures.yearOutcome?.liquidatedAfterDays ?? null
  if (days !== null) return `Interest alone gets it liquidated after ${days} ${days === 1n ? 'day' : 'days'}.`
  return healthFactorWad !== null && healthFactorWad < HEALTH_FACTOR_WARNING_WAD
    ? 'Little is left until it is liquidated: interest, fees or a small move of its prices could be enough.'
    : 'No price that we look at liquidates it.'
}
