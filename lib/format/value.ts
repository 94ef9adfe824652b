import type { Unit } from '../domain/unit'
import { USD_DECIMALS } from '../domain/value'
import { formatAmount } from './amount'
import { formatDecimal, formatFixed, isCutTo0 } from './decimal'
import { cleanTokenText, MAX_SYMBOL_LENGTH } from './symbol'

/** `unit` is what the protocol counts in; the dollar where left out. */
export type ValueOptions = { readonly rounding?: 'down' | 'up'; readonly unit?: Unit }

const CENT_E8 = 1_000_000n
const ONE_E8 = 100_000_000n

/** No market is worth this much: what comes out as more stands on a price or an amount that means nothing. */
export const CEILING_E8 = 10n ** 15n * ONE_E8

/**
 * A value with 8 decimals as "$12,345.67" or "6.1728 ETH", rounded down unless told. What is not 0 never reads as 0: less
 * than a cent is "<$0.01", and ">−$0.01" of a loss that is rounded up. From a quadrillion on it is "over $1,000T".
 */
export function formatValue(valueE8: bigint, { rounding = 'down', unit }: ValueOptions = {}): string {
  if (valueE8 > CEILING_E8) return `over ${withUnit('1,000T', unit)}`
  if (valueE8 < -CEILING_E8) return `under ${withUnit('−1,000T', unit)}`
  if (unit) return withUnit(formatAmount(valueE8, USD_DECIMALS, { rounding }), unit)
  if (valueE8 > 0n && valueE8 < CENT_E8) return '<$0.01'
  if (valueE8 < 0n && valueE8 > -CENT_E8 && isCutTo0(valueE8, rounding)) return '>−$0.01'
  return withUnit(
    formatFixed(valueE8, USD_DECIMALS, { maxDecimals: 2, minDecimals: 2, rounding, isGrouped: true }),
  )
}

/** A token's price: as a value from 1 on, beneath it 4 digits that say something, "$0.00001234". */
export function formatPrice(priceE8: bigint, { rounding = 'down', unit }: ValueOptions = {}): string {
  if (priceE8 >= ONE_E8 || priceE8 <= 0n) return formatValue(priceE8, { rounding, unit })
  const leadingZeros = USD_DECIMALS - priceE8.toString().length
  const maxDecimals = Math.min(USD_DECIMALS, leadingZeros + 4)
  const minDecimals = unit ? 0 : 2
  return withUnit(
    formatFixed(priceE8, USD_DECIMALS, { maxDecimals, minDecimals, rounding, isGrouped: true }),
    unit,
  )
}

/** Full precision for `data-value`: "12345.67". */
export function formatExactValue(valueE8: bigint): string {
  return formatDecimal(valueE8, USD_DECIMALS)
}

/** "USD", "ETH": beside numbers that stand alone. */
export function nameUnit(unit?: Unit): string {
  return unit ? cleanTokenText(unit.symbol, MAX_SYMBOL_LENGTH) : 'USD'
}

export function withUnit(text: string, unit?: Unit): string {
  if (unit) return `${text} ${nameUnit(unit)}`
  return text.startsWith('−') ? `−$${text.slice(1)}` : `$${text}`
}
