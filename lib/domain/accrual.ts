import { isSameAddress } from './asset'
import { isLiquidatable } from './health'
import { ceilDiv, SECONDS_PER_YEAR, WAD } from './math'
import { type Debt, type Holdings, mapDebts, type Position, type PositionRates } from './position'
import { bisect } from './price-search'

export const SECONDS_PER_DAY = 86_400n

/** What is charged to each debt in `elapsedSeconds` at today's simple rates, in its smallest unit, rounded up. */
function computeAccruedCost(
  debt: Debt,
  position: Holdings,
  rates: PositionRates,
  elapsedSeconds: bigint,
): bigint {
  return ceilDiv(computeYearlyCostWad(debt, position, rates) * elapsedSeconds, WAD * SECONDS_PER_YEAR)
}

/**
 * The position `elapsedSeconds` later: its debts have grown, nothing else moved. Fees that are owed are charged
 * interest here, which not every chain does: never too little.
 */
export function accruePosition<P extends Holdings>(
  position: P,
  rates: PositionRates,
  elapsedSeconds: bigint,
): P {
  if (elapsedSeconds <= 0n) return position
  const grow = (debt: Debt): Debt => ({
    ...debt,
    amount: debt.amount + computeAccruedCost(debt, position, rates, elapsedSeconds),
  })
  return { ...position, debts: mapDebts(position, grow) }
}

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

/** What a debt is charged a year, in its smallest unit × 1e18: interest on it, and charges on caps in its asset. */
function computeYearlyCostWad(debt: Debt, { collaterals }: Holdings, { costs }: PositionRates): bigint {
  const { address } = debt.asset
  return costs.reduce((sum, cost) => {
    if (cost.kind === 'interest') {
      return isSameAddress(cost.debt, address) ? sum + debt.amount * cost.aprWad : sum
    }
    const cap = collaterals.find(({ asset }) => isSameAddress(asset.address, cost.collateral))?.cap
    return cap && isSameAddress(cap.asset.address, address) ? sum + cap.amount * cost.aprWad : sum
  }, 0n)
}
