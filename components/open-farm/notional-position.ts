import type { Farm } from '../../lib/domain/farm'
import { mulDivDown, mulDivUp, WAD } from '../../lib/domain/math'
import type { Position } from '../../lib/domain/position'
import { computeUnit } from '../../lib/domain/value'

/** Any size will do: without costs, what a leverage does to risk does not depend on it. */
const EQUITY_E8 = 10_000n * 10n ** 8n

/** The farm at a leverage before an amount is known, its trades taken to cost nothing; null below 1x. */
export function computeNotionalPosition(farm: Farm, leverageWad: bigint): Position | null {
  if (leverageWad < WAD || farm.priceE8 === 0n || farm.debtPriceE8 === 0n) return null
  const collateralE8 = mulDivDown(EQUITY_E8, leverageWad, WAD)
  const debt = mulDivUp(collateralE8 - EQUITY_E8, computeUnit(farm.debtAsset.decimals), farm.debtPriceE8)
  return {
    collaterals: [
      {
        asset: farm.asset,
        amount: mulDivDown(collateralE8, computeUnit(farm.asset.decimals), farm.priceE8),
        priceE8: farm.priceE8,
        liquidationThresholdBps: farm.liquidationThresholdBps,
        quota: null,
        exposures: farm.exposures,
      },
    ],
    debt: {
      asset: farm.debtAsset,
      amount: debt,
      principal: debt,
      priceE8: farm.debtPriceE8,
      exposures: [{ asset: farm.debtAsset, priceE8: farm.debtPriceE8, elasticityWad: WAD }],
    },
  }
}
