import { computeDebtValueE8, computeWeightedValuesE8 } from './health'
import { BPS, ceilDiv, floorDiv, mulDivDown, RAY, SECONDS_PER_YEAR, WAD } from './math'
import type { Position, PositionRates } from './position'
import { findByAddress } from './rates'
import { computeUnit } from './value'

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

/**
 * What debt and quotas cost in `elapsedSeconds` at today's simple rates, in the debt asset's smallest
 * unit, rounded up. Fees that are owed are charged interest here, which the chain does not: never too little.
 */
export function computeAccruedCost(position: Position, rates: PositionRates, elapsedSeconds: bigint): bigint {
  return ceilDiv(computeYearlyCostWad(position, rates) * elapsedSeconds, WAD * SECONDS_PER_YEAR)
}

/** The position `elapsedSeconds` later: the debt has grown, nothing else moved. */
export function accruePosition<P extends Position>(
  position: P,
  rates: PositionRates,
  elapsedSeconds: bigint,
): P {
  if (elapsedSeconds <= 0n) return position
  const amount = position.debt.amount + computeAccruedCost(position, rates, elapsedSeconds)
  return { ...position, debt: { ...position.debt, amount } }
}

/**
 * Seconds, rounded down, until interest alone (yields and prices left out) makes it liquidatable; 0n where
 * it is, null where it never will be: no debt, or nothing is charged.
 */
export function computeSecondsUntilLiquidation(position: Position, rates: PositionRates): bigint | null {
  const { debt } = position
  const yearlyCostWad = computeYearlyCostWad(position, rates)
  if (debt.amount === 0n || debt.priceE8 === 0n) return null
  const weightedE8 = computeWeightedValuesE8(position)
  if (computeDebtValueE8(debt) > weightedE8) return 0n
  if (yearlyCostWad === 0n) return null
  // The largest debt whose value, rounded down, is still covered.
  const largestDebt = floorDiv((weightedE8 + 1n) * computeUnit(debt.asset.decimals) - 1n, debt.priceE8)
  return mulDivDown((largestDebt - debt.amount) * WAD, SECONDS_PER_YEAR, yearlyCostWad)
}

/** `computeSecondsUntilLiquidation` in whole days, rounded down. */
export function computeDaysUntilLiquidation(position: Position, rates: PositionRates): bigint | null {
  const seconds = computeSecondsUntilLiquidation(position, rates)
  return seconds === null ? null : seconds / SECONDS_PER_DAY
}

/** Yearly cost in the debt asset's smallest unit × 1e18. */
function computeYearlyCostWad(position: Position, rates: PositionRates): bigint {
  return position.collaterals.reduce((sum, { asset, quota }) => {
    const aprWad = findByAddress(rates.quotaAprWadByCollateral, asset.address) ?? 0n
    return sum + (quota ?? 0n) * aprWad
  }, position.debt.amount * rates.borrowAprWad)
}
