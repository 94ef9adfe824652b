import { formatFixed } from './decimal'

/** A percent of a ratio with 18 decimals has 16. */
const PERCENT_DECIMALS = 16

export type PercentOptions = {
  /** Digits after the point, always that many. */
  readonly decimals?: number
  /** Down (towards −∞) for what one earns, up for what one pays. */
  readonly rounding?: 'down' | 'up'
  /** "+12.34%" for what is above 0: for changes. */
  readonly isSigned?: boolean
}

/** A ratio with 18 decimals as "12.34%", rounded down unless told. */
export function formatPercent(ratioWad: bigint, options: PercentOptions = {}): string {
  const { decimals = 2, rounding = 'down', isSigned = false } = options
  const text = formatFixed(ratioWad, PERCENT_DECIMALS, {
    maxDecimals: decimals,
    minDecimals: decimals,
    rounding,
    isGrouped: true,
  })
  return `${isSigned && ratioWad > 0n ? '+' : ''}${text}%`
}
