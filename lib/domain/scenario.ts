import { type Address, type Asset, isSameAddress } from './asset'
import { ceilDiv, computeSqrtDown, computeSqrtUp, countHalfPowers, floorDiv, type Rounding } from './math'
import { type Holdings, mapDebts, type PriceExposure } from './position'

/** A base asset's price as it would be, in USD with 8 decimals. */
export type PriceChange = { readonly asset: Asset; readonly priceE8: bigint }

/** A base asset of a position with its price now. */
export type BasePrice = { readonly asset: Asset; readonly priceE8: bigint }

/** The same, told from what moves against the dollar. */
export type BaseAsset = BasePrice & Pick<PriceExposure, 'isDollar'>

/** Every base asset that a position's prices follow, once each, with its price now; collaterals' come first. */
export function findBaseAssets({ collaterals, debts }: Holdings): readonly BaseAsset[] {
  const found = new Map<string, BaseAsset>()
  for (const { exposures } of [...collaterals, ...debts]) {
    for (const { asset, priceE8, isDollar } of exposures) {
      const key = asset.address.toLowerCase()
      if (!found.has(key)) found.set(key, { asset, priceE8, isDollar })
    }
  }
  return [...found.values()]
}

/** A base asset's price now, USD with 8 decimals; null where nothing in the position follows it. */
export function findBasePriceE8(holdings: Holdings, asset: Address): bigint | null {
  return findBaseAssets(holdings).find((base) => isSameAddress(base.asset.address, asset))?.priceE8 ?? null
}

/**
 * Price after its base assets' prices changed: price × Π (after / now) ^ elasticity, 8 decimals. One
 * fraction under one root, so that the only rounding is the last, and none where a price is its own base.
 */
function computePriceAfterE8(
  priced: { readonly priceE8: bigint; readonly exposures: readonly PriceExposure[] },
  changes: readonly PriceChange[],
  rounding: Rounding,
): bigint {
  let numerator = 1n
  let denominator = 1n
  for (const exposure of priced.exposures) {
    const change = changes.find((c) => isSameAddress(c.asset.address, exposure.asset.address))
    // A base price of 0 cannot be scaled: the price then stays what the oracle says.
    if (!change || exposure.priceE8 === 0n || change.priceE8 === exposure.priceE8) continue
    const halves = countHalfPowers(exposure.elasticityWad)
    numerator *= change.priceE8 ** halves
    denominator *= exposure.priceE8 ** halves
  }
  if (numerator === denominator) return priced.priceE8
  const square = priced.priceE8 * priced.priceE8 * numerator
  return rounding === 'down'
    ? computeSqrtDown(floorDiv(square, denominator))
    : computeSqrtUp(ceilDiv(square, denominator))
}

/**
 * The position if base assets' prices were these, amounts unchanged. Collateral prices round down and
 * debts' up, against the owner.
 */
export function applyPrices<P extends Holdings>(position: P, changes: readonly PriceChange[]): P {
  const moveBases = (exposures: readonly PriceExposure[]) =>
    exposures.map((exposure) => {
      const change = changes.find((c) => isSameAddress(c.asset.address, exposure.asset.address))
      return change ? { ...exposure, priceE8: change.priceE8 } : exposure
    })
  return {
    ...position,
    collaterals: position.collaterals.map((collateral) => ({
      ...collateral,
      priceE8: computePriceAfterE8(collateral, changes, 'down'),
      exposures: moveBases(collateral.exposures),
    })),
    debts: mapDebts(position, (debt) => ({
      ...debt,
      priceE8: computePriceAfterE8(debt, changes, 'up'),
      exposures: moveBases(debt.exposures),
    })),
  }
}
