import { USD_DECIMALS } from '../domain/value'
import { formatFixed } from './decimal'
import { CEILING_E8, formatUsd, withDollar } from './usd'

const STEPS = [
  { decimals: 12, suffix: 'T' },
  { decimals: 9, suffix: 'B' },
  { decimals: 6, suffix: 'M' },
  { decimals: 3, suffix: 'K' },
] as const

/** A value with 8 decimals where room is short, "$1.2M", rounded down. */
export function formatUsdCompact(valueE8: bigint): string {
  const size = valueE8 < 0n ? -valueE8 : valueE8
  if (size > CEILING_E8) return formatUsd(valueE8)
  const step = STEPS.find(({ decimals }) => size >= 10n ** BigInt(USD_DECIMALS + decimals))
  if (!step) return formatUsd(valueE8)
  const text = formatFixed(valueE8, USD_DECIMALS + step.decimals, { maxDecimals: 1, isGrouped: true })
  return `${withDollar(text)}${step.suffix}`
}
