import { isSameAddress } from './asset'
import { isLiquidatable } from './health'
import { BPS, ceilDiv, mulDivDown, RAY, SECONDS_PER_YEAR, WAD } from './math'
import { type Debt, type Holdings, mapDebts, type Position, type PositionRates } from './position'
import { bisect } from './price-search'

export const SECONDS_PER_DAY = 86_400n

/**
 * A pool's interest index (RAY) `elapsedSeconds` after it was stored: linear within a period, compounding
 * only when the pool stores it anew. `PoolV3._calcBaseInterestIndex` with `CreditLogic.calcLinearGrowth`.
 */
export function computeInterestIndexRay(
  storedIndexRay: bigint,
  rateRay: bigint,
  elapsedSeconds: bigint,
): bigint {
  return mulDivDown(storedIndexRay, RAY + mulDivDown(rateRay, elapsedSeconds, SECONDS_PER_YEAR), RAY)
}

/** Interest on a principal while the index moved: `CreditLogic.calcAccruedInterest`, to the unit. */
export function computeAccruedInterest(principal: bigint, indexThenRay: bigint, indexNowRay: bigint): bigint {
  return principal === 0n ? 0n : mulDivDown(principal, indexNowRay, indexThenRay) - principal
}

/** A quota's additive index (RAY) after `elapsedSeconds`: `QuotasLogic.cumulativeIndexSince`, to the unit. */
export function computeQuotaIndexRay(
  storedIndexRay: bigint,
  rateBps: bigint,
  elapsedSeconds: bigint,
): bigint {
  return storedIndexRay + mulDivDown((RAY / BPS) * elapsedSeconds, rateBps, SECONDS_PER_YEAR)
}

/** Interest on a quota while its index moved: `QuotasLogic.calcAccruedQuotaInterest`, to the unit. */
export function computeAccruedQuotaInterest(
  quota: bigint,
  indexThenRay: bigint,
  indexNowRay: bigint,
): bigint {
  return mulDivDown(quota, indexNowRay - indexThenRay, RAY)
}

/** The parts of what a Gearbox account owes, all in the debt asset's smallest unit. */
export type DebtParts = {
  readonly principal: bigint
  readonly baseInterest: bigint
  readonly quotaInterest: bigint
  /** Fees on quota changes, charged already. */
  readonly quotaFees: bigint
  /** The protocol's share on top of all interest. */
  readonly interestFeeBps: bigint
}

/** Principal, interest and fees: `CreditManagerV3._calcDebtAndCollateral` and `CreditLogic.calcTotalDebt`, to the unit. */
export function computeTotalDebt(parts: DebtParts): bigint {
  const { principal, baseInterest, quotaInterest, quotaFees, interestFeeBps } = parts
  return (
    principal +
    baseInterest +
    quotaInterest +
    quotaFees +
    mulDivDown(baseInterest, interestFeeBps, BPS) +
    mulDivDown(quotaInterest, interestFeeBps, BPS)
  )
}

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

/** `computeSecondsUntilLiquidation` in whole days, rounded down. */
export function computeDaysUntilLiquidation(position: Position, rates: PositionRates): bigint | null {
  const seconds = computeSecondsUntilLiquidation(position, rates)
  return seconds === null ? null : seconds / SECONDS_PER_DAY
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
