import { isLiquidatable } from '../health'
import { computeRiskPrices } from '../liquidation'
import { min } from '../math'
import type { Position } from '../position'

/** The nearest of all liquidation distances, 1e18 = 100 %; null where no price liquidates, 0n where it is due already. */
export function computeNearestLiquidationDistanceWad(position: Position): bigint | null {
  if (isLiquidatable(position)) return 0n
  const distances = computeRiskPrices(position).flatMap(({ below, above }) =>
    [below, above].flatMap((side) => (side === null ? [] : [side.distanceWad])),
  )
  return distances.reduce<bigint | null>((nearest, d) => (nearest === null ? d : min(nearest, d)), null)
}
