import type { Asset } from './asset'
import { mulDiv, mulDivDown, type Rounding } from './math'

/** Decimals of every USD value and oracle price. */
export const USD_DECIMALS = 8

/** How many smallest units make one whole token. */
export function computeUnit(decimals: number): bigint {
  return 10n ** BigInt(decimals)
}

/**
 * USD value with 8 decimals of an amount in smallest units at a price per whole token with 8 decimals.
 * Rounded down, as `PriceOracleV3.convertToUSD`, for collateral and debt alike.
 */
export function computeValueE8(amount: bigint, priceE8: bigint, decimals: number): bigint {
  return mulDivDown(amount, priceE8, computeUnit(decimals))
}

/** Amount in smallest units that is worth `valueE8`; down is `PriceOracleV3.convertFromUSD`. Throws for price 0. */
export function computeAmountOfValue(
  valueE8: bigint,
  priceE8: bigint,
  decimals: number,
  rounding: Rounding,
): bigint {
  return mulDiv(valueE8, computeUnit(decimals), priceE8, rounding)
}

/** An asset with its oracle price in USD, 8 decimals, per whole token. */
export type PricedAsset = { readonly asset: Asset; readonly priceE8: bigint }

/** What `amount` of one asset is worth in another's smallest units; down is `PriceOracleV3.convert`. */
export function convertAmount(
  amount: bigint,
  from: PricedAsset,
  to: PricedAsset,
  rounding: Rounding,
): bigint {
  return mulDiv(
    amount * from.priceE8,
    computeUnit(to.asset.decimals),
    to.priceE8 * computeUnit(from.asset.decimals),
    rounding,
  )
}
