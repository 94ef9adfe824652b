import { computeCompoundedWad, findChargedAmount } from './costs'
import { ceilDiv, SECONDS_PER_YEAR, WAD } from './math'
import { type Debt, type Holdings, mapDebts, type PositionRates } from './position'

export const SECONDS_PER_DAY = 86_400n

/** What is charged to each debt in `elapsedSeconds` at today's rates, in its smallest unit, rounded up. */
function computeAccruedCost(
  debt: Debt,
  position: Holdings,
  rates: PositionRates,
  elapsedSeconds: bigint,
): bigint {
  const simple = computeYearlyCostWad(debt, position, rates) * elapsedSeconds
  const compounded = rates.costs.reduce(
    (sum, cost) =>
      sum + findChargedAmount(cost, debt, position) * computeCompoundedWad(cost, elapsedSeconds, rates.costs),
    0n,
  )
  return ceilDiv(simple + compounded * SECONDS_PER_YEAR, WAD * SECONDS_PER_YEAR)
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

/** What a debt is charged a year by simple rates, in its smallest unit × 1e18: interest on it, and charges on caps in its asset. */
export function computeYearlyCostWad(debt: Debt, holdings: Holdings, { costs }: PositionRates): bigint {
  return costs.reduce((sum, cost) => sum + findChargedAmount(cost, debt, holdings) * cost.aprWad, 0n)
}
