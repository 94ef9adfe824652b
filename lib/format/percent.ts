import { WAD } from '../domain/math'
import { formatFixed, isCutTo0 } from './decimal'

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

/** From 10,000 % on the digits say nothing more. */
const CEILING_WAD = 100n * WAD

/**
 * A ratio with 18 decimals as "12.34%", rounded down unless told. What is not 0 never reads as 0: "<0.01%", and
 * ">−0.01%" of a loss that is rounded up. From 10,000 % on it is "over 10,000%".
 */
export function formatPercent(ratioWad: bigint, options: PercentOptions = {}): string {
  const { decimals = 2, rounding = 'down', isSigned = false } = options
  if (ratioWad > CEILING_WAD) return 'over 10,000%'
  if (ratioWad < -CEILING_WAD) return 'under −10,000%'
  const least = 10n ** BigInt(PERCENT_DECIMALS - decimals)
  if (ratioWad !== 0n && ratioWad > -least && ratioWad < least && isCutTo0(ratioWad, rounding)) {
    const bound = formatFixed(ratioWad > 0n ? least : -least, PERCENT_DECIMALS, {
      maxDecimals: decimals,
      isGrouped: true,
    })
    return `${ratioWad > 0n ? '<' : '>'}${bound}%`
  }
  const text = formatFixed(ratioWad, PERCENT_DECIMALS, {
    maxDecimals: decimals,
    minDecimals: decimals,
    rounding,
    isGrouped: true,
  })
  return `${isSigned && ratioWad > 0n ? '+' : ''}${text}%`
}
