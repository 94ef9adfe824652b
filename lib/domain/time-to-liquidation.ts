import { accruePosition, computeYearlyCostWad, SECONDS_PER_DAY } from './accrual'
import { isLiquidatable } from './health'
import type { Position, PositionRates } from './position'
import { bisect } from './price-search'

/** Beyond so many seconds, longer than anything on a chain will last, it counts as never. */
const NEVER_SECONDS = 1n << 96n

/**
 * Seconds, rounded down, until interest alone (yields and prices left out) makes it liquidatable; 0n where
 * it is, null where it never will be: no debt, or nothing is charged.
 */
export function computeSecondsUntilLiquidation(position: Position, rates: PositionRates): bigint | null {
  const isWell = (seconds: bigint) => !isLiquidatable(accruePosition(position, rates, seconds))
  if (!isWell(0n)) return 0n
  const isCharged = position.debts.some((debt) => computeYearlyCostWad(debt, position, rates) > 0n)
  if (!isCharged) return null
  let due = SECONDS_PER_DAY
  while (isWell(due)) {
    if (due > NEVER_SECONDS) return null
    due *= 2n
  }
  return bisect(0n, due, isWell)
}
