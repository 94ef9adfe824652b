import { BPS, RAY, WAD } from '../../../domain/math'
import type { PoolInMarket } from './convert-lending'
import { RAY_PER_WAD } from './rates'

/** What the pool would hold. */
type Liquidity = { readonly totalAssets: bigint; readonly availableLiquidity: bigint }

/**
 * A pool's yearly rate to its lenders with this liquidity (`PoolV3.supplyRate`), rounded down as there; null
 * where its interest rate model is not the linear one.
 */
export function computeSupplyAprWad({ pool, market }: PoolInMarket, after: Liquidity): bigint | null {
  const borrowRate = computeBorrowRate(pool.rateModel, after)
  if (borrowRate === null) return null
  if (after.totalAssets === 0n) return borrowRate / RAY_PER_WAD
  const revenue = borrowRate * market.totalBorrowed + pool.quotaRevenue * RAY
  const rate = (revenue * (BPS - BigInt(pool.withdrawFee))) / BPS / after.totalAssets
  return rate / RAY_PER_WAD
}

/** Yearly base rate, 27 decimals, each division rounded down where `LinearInterestRateModelV3.calcBorrowRate` does. */
export function computeBorrowRate(rateModel: readonly number[], after: Liquidity): bigint | null {
  const [u1, u2, base, slope1, slope2, slope3] = rateModel.map(BigInt)
  if (
    u1 === undefined ||
    u2 === undefined ||
    base === undefined ||
    slope1 === undefined ||
    slope2 === undefined ||
    slope3 === undefined
  ) {
    return null
  }
  const ray = (bps: bigint) => bps * (RAY / BPS)
  const wad = (bps: bigint) => bps * (WAD / BPS)
  const lent = after.totalAssets - after.availableLiquidity
  if (lent <= 0n) return ray(base)
  const utilisation = (WAD * lent) / after.totalAssets
  if (utilisation <= wad(u1)) return ray(base) + (ray(slope1) * utilisation) / wad(u1)
  if (utilisation <= wad(u2)) {
    return ray(base + slope1) + (ray(slope2) * (utilisation - wad(u1))) / (wad(u2) - wad(u1))
  }
  return ray(base + slope1 + slope2) + (ray(slope3) * (utilisation - wad(u2))) / (WAD - wad(u2))
}
