import type { Address, Asset } from './asset'
import { abs, ceilDiv, WAD } from './math'

/** What a price is made of where the market's price of the very asset is not what counts, or not all of it. */
export type PriceBasis =
  /** A token's own rate, times the price of what that is in; the rate counts up to what it may have grown to, 1e18 = 100 % a year. */
  | { readonly kind: 'rate'; readonly mostYearlyGrowthWad: bigint }
  /** A feed's, but never more than this. */
  | { readonly kind: 'capped'; readonly capE8: bigint }
  /** Whatever was set once. */
  | { readonly kind: 'fixed' }

/** What an oracle says of one asset, beside what a market says of it. */
export type OracleReading = {
  readonly asset: Asset
  /** The contract that the price comes from; null where the protocol has none for it. */
  readonly feed: Address | null
  /** What that calls itself, unchecked: "Capped USDC / USD". Left out, or empty, where it is not known. */
  readonly feedName?: string
  /** Left out where the source does not say, which most do not. */
  readonly basis?: PriceBasis
  /** USD with 8 decimals; 0n where the oracle gives no price, which it does also where its feed is too old. */
  readonly priceE8: bigint
  /** When the feed was last updated, Unix time in seconds; null where it does not say. */
  readonly updatedAtSeconds: bigint | null
  /** How old the feed may become before the protocol refuses it; null where it sets no limit. */
  readonly stalenessSeconds: bigint | null
  /** The price in the deepest pool that the protocol can trade in, USD with 8 decimals; null where there is none. */
  readonly marketPriceE8: bigint | null
}

/**
 * From here on oracle and market disagree by more than updates explain: the largest threshold at which common
 * feeds update is 1 %, a pool's fee keeps arbitrage from the last 0.3 %, and the rest is for a moment's lag.
 */
export const PRICE_DIVERGENCE_WARNING_WAD = (2n * WAD) / 100n

/** Seconds since the feed's last update, at a block's time; null where the feed does not say when that was. */
function computeOracleAge({ updatedAtSeconds }: OracleReading, timestamp: bigint): bigint | null {
  if (updatedAtSeconds === null) return null
  return timestamp > updatedAtSeconds ? timestamp - updatedAtSeconds : 0n
}

/** Whether the feed is older than the protocol allows, as `PriceFeedValidationTrait._checkAnswer` has it. */
function isOracleStale(reading: OracleReading, timestamp: bigint): boolean {
  const age = computeOracleAge(reading, timestamp)
  return age !== null && reading.stalenessSeconds !== null && age >= reading.stalenessSeconds
}

/** How far the market's price is from the oracle's, 1e18 = 100 %, below 0 where it is lower; rounded away from 0. */
export function computeDivergenceWad({ priceE8, marketPriceE8 }: OracleReading): bigint | null {
  if (priceE8 <= 0n || marketPriceE8 === null) return null
  const difference = marketPriceE8 - priceE8
  const sizeWad = ceilDiv(abs(difference) * WAD, priceE8)
  return difference < 0n ? -sizeWad : sizeWad
}

/** The worst first. */
const FAULTS = ['stale', 'missing', 'diverging'] as const

export type OracleFault = (typeof FAULTS)[number]

/** Whether a fault leaves no price to count with. */
export function isUnpriced(fault: OracleFault | null): boolean {
  return fault === 'stale' || fault === 'missing'
}

/** What is wrong with a reading; null where nothing is. */
export function findOracleFault(reading: OracleReading, timestamp: bigint): OracleFault | null {
  // A feed that is too old has no price either: its age is the reason.
  if (isOracleStale(reading, timestamp)) return 'stale'
  if (reading.priceE8 <= 0n) return 'missing'
  const divergenceWad = computeDivergenceWad(reading)
  return divergenceWad !== null && abs(divergenceWad) > PRICE_DIVERGENCE_WARNING_WAD ? 'diverging' : null
}

/** A reading with everything that is to be said of it at a block's time. */
export type JudgedOracle = OracleReading & {
  readonly ageSeconds: bigint | null
  readonly divergenceWad: bigint | null
  readonly fault: OracleFault | null
}

export function judgeOracles(readings: readonly OracleReading[], timestamp: bigint): readonly JudgedOracle[] {
  return readings.map((reading) => ({
    ...reading,
    ageSeconds: computeOracleAge(reading, timestamp),
    divergenceWad: computeDivergenceWad(reading),
    fault: findOracleFault(reading, timestamp),
  }))
}

/** The worst fault of several readings; null where all of them are sound. */
export function findWorstFault(readings: readonly OracleReading[], timestamp: bigint): OracleFault | null {
  const faults = readings.map((reading) => findOracleFault(reading, timestamp))
  return FAULTS.find((fault) => faults.includes(fault)) ?? null
}
