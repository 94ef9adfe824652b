import { USD_DECIMALS } from '../domain/value'
import { formatDecimal, formatFixed, isCutTo0 } from './decimal'

export type UsdOptions = { readonly rounding?: 'down' | 'up' }

const CENT_E8 = 1_000_000n
const DOLLAR_E8 = 100_000_000n

/** No market is worth this much: what comes out as more stands on a price or an amount that means nothing. */
export const CEILING_E8 = 10n ** 15n * DOLLAR_E8

/**
 * A value with 8 decimals as "$12,345.67", rounded down unless told. What is not 0 never reads as 0: less than a cent
 * is "<$0.01", and ">−$0.01" of a loss that is rounded up. From a quadrillion on it is "over $1,000T".
 */
export function formatUsd(valueE8: bigint, { rounding = 'down' }: UsdOptions = {}): string {
  if (valueE8 > CEILING_E8) return 'over $1,000T'
  if (valueE8 < -CEILING_E8) return 'under −$1,000T'
  if (valueE8 > 0n && valueE8 < CENT_E8) return '<$0.01'
  if (valueE8 < 0n && valueE8 > -CENT_E8 && isCutTo0(valueE8, rounding)) return '>−$0.01'
  return withDollar(
    formatFixed(valueE8, USD_DECIMALS, { maxDecimals: 2, minDecimals: 2, rounding, isGrouped: true }),
  )
}

/** A token's price: cents from a dollar on, beneath it 4 digits that say something, "$0.00001234". */
export function formatPrice(priceE8: bigint, { rounding = 'down' }: UsdOptions = {}): string {
  if (priceE8 >= DOLLAR_E8 || priceE8 <= 0n) return formatUsd(priceE8, { rounding })
  const leadingZeros = USD_DECIMALS - priceE8.toString().length
  const maxDecimals = Math.min(USD_DECIMALS, leadingZeros + 4)
  return withDollar(
    formatFixed(priceE8, USD_DECIMALS, { maxDecimals, minDecimals: 2, rounding, isGrouped: true }),
  )
}

/** Full precision for `data-value`: "12345.67". */
export function formatUsdValue(valueE8: bigint): string {
  return formatDecimal(valueE8, USD_DECIMALS)
}

export function withDollar(text: string): string {
  return text.startsWith('−') ? `−$${text.slice(1)}` : `$${text}`
}
