import { BPS, RAY } from '../../domain/math'
import type { Line } from './line'
import { percentMul, rayDiv, rayMul } from './ray'

/** How a reserve's borrow rate follows its use. All with 27 decimals. */
export type RateCurve = {
  readonly kinkRay: bigint
  readonly baseRay: bigint
  readonly slope1Ray: bigint
  readonly slope2Ray: bigint
}

export type ReserveUse = {
  readonly owed: bigint
  /** What can be borrowed or withdrawn. */
  readonly available: bigint
  /** Supplied, and neither there nor owed by anybody: lenders share with it. */
  readonly unbacked: bigint
  readonly reserveFactorBps: bigint
}

export type ReserveRates = { readonly borrowRay: bigint; readonly supplyRay: bigint }

/** Nobody borrows at a stable rate here, and the older line computes as if somebody might. */
const WAD_TO_RAY = 10n ** 9n

/**
 * `calculateInterestRates` of either line's strategy, to the unit: yearly rates with 27 decimals, of what is owed and of what
 * is supplied.
 */
export function computeReserveRates(line: Line, curve: RateCurve, use: ReserveUse): ReserveRates {
  const { kinkRay, baseRay, slope1Ray, slope2Ray } = curve
  const { owed, available, unbacked, reserveFactorBps } = use
  if (owed === 0n) return { borrowRay: baseRay, supplyRay: 0n }
  const useRay = rayDiv(owed, available + owed)
  const borrowRay =
    useRay > kinkRay
      ? baseRay + slope1Ray + rayMul(slope2Ray, rayDiv(useRay - kinkRay, RAY - kinkRay))
      : baseRay + rayDiv(rayMul(slope1Ray, useRay), kinkRay)
  const paidRay =
    line.name === 'nearest' ? rayDiv(rayMul(owed * WAD_TO_RAY, borrowRay), owed * WAD_TO_RAY) : borrowRay
  const lentRay = rayDiv(owed, available + owed + unbacked)
  return { borrowRay, supplyRay: percentMul(rayMul(paidRay, lentRay), BPS - reserveFactorBps) }
}
