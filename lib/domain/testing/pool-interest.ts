import { BPS, mulDivDown, RAY, SECONDS_PER_YEAR } from '../math'

/** Interest as Gearbox's contracts have it, for tests to hold ours against. */

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
