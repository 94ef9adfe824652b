import { type Asset, isSameAddress } from './asset'
import { computeCollateralValueE8, computeDebtValueE8 } from './health'
import { floorDiv, WAD } from './math'
import type { Holdings, PriceExposure } from './position'
import { findBaseAssets } from './scenario'

/** How much of a position moves with one base asset. */
export type NetExposure = {
  readonly asset: Asset
  /**
   * USD with 8 decimals, signed, rounded towards −∞: for a small move of r × 100 % the equity changes by
   * about r × this. Positive loses when the price falls, negative when it rises.
   */
  readonly valueE8: bigint
}

/** Value × elasticity, of collaterals less that of debts, for each base asset. */
export function computeNetExposures(holdings: Holdings): readonly NetExposure[] {
  const parts = [
    ...holdings.collaterals.map((c) => ({ exposures: c.exposures, valueE8: computeCollateralValueE8(c) })),
    ...holdings.debts.map((d) => ({ exposures: d.exposures, valueE8: -computeDebtValueE8(d) })),
  ]
  return findBaseAssets(holdings).map(({ asset }) => ({
    asset,
    valueE8: floorDiv(
      parts.reduce((sum, part) => sum + part.valueE8 * elasticityTo(asset, part.exposures), 0n),
      WAD,
    ),
  }))
}

function elasticityTo(asset: Asset, exposures: readonly PriceExposure[]): bigint {
  return exposures.find((e) => isSameAddress(e.asset.address, asset.address))?.elasticityWad ?? 0n
}
