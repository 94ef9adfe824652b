import type { Unit } from '../domain/unit'
import { USD_DECIMALS } from '../domain/value'
import { formatFixed } from './decimal'
import { CEILING_E8, formatValue, withUnit } from './value'

const STEPS = [
  { decimals: 12, suffix: 'T' },
  { decimals: 9, suffix: 'B' },
  { decimals: 6, suffix: 'M' },
  { decimals: 3, suffix: 'K' },
] as const

/** A value with 8 decimals where room is short, "$1.2M" or "1.2M ETH", rounded down. */
export function formatValueCompact(valueE8: bigint, unit?: Unit): string {
  const size = valueE8 < 0n ? -valueE8 : valueE8
  if (size > CEILING_E8) return formatValue(valueE8, { unit })
  const step = STEPS.find(({ decimals }) => size >= 10n ** BigInt(USD_DECIMALS + decimals))
  if (!step) return formatValue(valueE8, { unit })
  const text = formatFixed(valueE8, USD_DECIMALS + step.decimals, { maxDecimals: 1, isGrouped: true })
  return withUnit(`${text}${step.suffix}`, unit)
}
