import { BPS, mulDivUp, WAD } from './math'

/**
 * A quota above what the collateral counts for today, so that a rise in its price still raises the health
 * factor: 5 % is what prices move between two looks, and costs 5 % more of a small rate.
 */
const QUOTA_HEADROOM_BPS = 500n

/** The quota that a farm asks for, as a ratio of its collateral's value, 1e18 = 100 %: threshold × headroom, up. */
export function computeQuotaRatioWad(liquidationThresholdBps: bigint): bigint {
  return mulDivUp(liquidationThresholdBps * (BPS + QUOTA_HEADROOM_BPS), WAD, BPS * BPS)
}
