import type { Farm } from './farm'
import { mulDivDown, mulDivUp, WAD } from './math'
import type { Position } from './position'
import { computeUnit } from './value'

/** Any size will do: without costs, what a leverage does to risk and yield does not depend on it. */
const EQUITY_E8 = 10_000n * 10n ** 8n

/**
 * The farm at a leverage before an amount is known, its trades taken to cost nothing, with the cap that
 * opening it asks for; null below 1x and without a price.
 */
export function computeNotionalPosition(farm: Farm, leverageWad: bigint): Position | null {
  if (leverageWad < WAD || farm.priceE8 === 0n || farm.debtPriceE8 === 0n) return null
  const collateralE8 = mulDivDown(EQUITY_E8, leverageWad, WAD)
  const inDebtAsset = (valueE8: bigint) =>
    mulDivUp(valueE8, computeUnit(farm.debtAsset.decimals), farm.debtPriceE8)
  const debt = inDebtAsset(collateralE8 - EQUITY_E8)
  const inCap = (ratioWad: bigint) => inDebtAsset(mulDivUp(collateralE8, ratioWad, WAD))
  return {
    collaterals: [
      {
        asset: farm.asset,
        amount: mulDivDown(collateralE8, computeUnit(farm.asset.decimals), farm.priceE8),
        priceE8: farm.priceE8,
        liquidationThresholdBps: farm.liquidationThresholdBps,
        // without debt none is asked for
        cap: farm.cap && { asset: farm.debtAsset, amount: debt === 0n ? 0n : inCap(farm.cap.ratioWad) },
        isDust: false,
        exposures: farm.exposures,
      },
    ],
    debts: [
      {
        asset: farm.debtAsset,
        amount: debt,
        principal: debt,
        priceE8: farm.debtPriceE8,
        exposures: farm.debtExposures,
      },
    ],
    judge: farm.judge,
    unit: farm.unit,
  }
}
