import { ceilDiv, mulDivUp, WAD } from './math'

/** A year of `SECONDS_PER_YEAR` in days. */
const DAYS_PER_YEAR = 365n

/** How finely leverages are looked at, 1e18 = 1x: a hundredth of a turn, ten times as fine as a slider's step. */
const LEVERAGE_STEP_WAD = WAD / 100n

/**
 * What trades cost: swap fees, and the price impact as a ratio of what was traded. USD with 8 decimals,
 * rounded up.
 */
export function computeTradeCostE8(trade: {
  readonly feesE8: bigint
  readonly priceImpactWad: bigint
  readonly tradedValueE8: bigint
}): bigint {
  return trade.feesE8 + mulDivUp(trade.tradedValueE8, trade.priceImpactWad, WAD)
}

/**
 * Days, rounded up, until the net yield on this equity has paid for a cost, at simple rates that stay as
 * they are; 0n for no cost, null where it never will: nothing is earned, or no equity is left.
 */
export function computeBreakEvenDays(account: {
  /** USD with 8 decimals. */
  readonly costE8: bigint
  readonly equityE8: bigint
  /** Yearly, on equity, signed; 1e18 = 100 %. */
  readonly netAprWad: bigint
}): bigint | null {
  const { costE8, equityE8, netAprWad } = account
  if (costE8 <= 0n) return 0n
  if (equityE8 <= 0n || netAprWad <= 0n) return null
  return ceilDiv(costE8 * DAYS_PER_YEAR * WAD, equityE8 * netAprWad)
}

/** What leverage does to the net rate. Leverages have 18 decimals, rates are yearly on equity. */
export type LeverageMarks = {
  /** The lowest leverage with the highest net rate. */
  readonly peak: { readonly leverageWad: bigint; readonly netAprWad: bigint }
  /** From the first step above 1x up to here the net rate is negative; null where it starts otherwise. */
  readonly negativeUpToWad: bigint | null
  /** From here up to the maximum the net rate is negative; null where it ends otherwise. */
  readonly negativeFromWad: bigint | null
}

/**
 * Where the net rate peaks and where it is negative, from 1x to the maximum. Every hundredth of a turn is
 * looked at, so that the rate may be any function of leverage: with a borrow rate that stays what it is
 * it is a line (and a step above 1x, where quotas begin to cost), with one that rises as more is borrowed
 * it is none. 1x itself borrows nothing and belongs to no negative range.
 */
export function computeLeverageMarks(
  netAprAt: (leverageWad: bigint) => bigint,
  maxLeverageWad: bigint,
): LeverageMarks {
  let peak = { leverageWad: WAD, netAprWad: netAprAt(WAD) }
  let negativeUpToWad: bigint | null = null
  let negativeFromWad: bigint | null = null
  let isNegativeSoFar = true
  for (const leverageWad of listLeverages(maxLeverageWad)) {
    const netAprWad = netAprAt(leverageWad)
    if (netAprWad > peak.netAprWad) peak = { leverageWad, netAprWad }
    if (netAprWad < 0n) {
      negativeFromWad ??= leverageWad
      if (isNegativeSoFar) negativeUpToWad = leverageWad
    } else {
      negativeFromWad = null
      isNegativeSoFar = false
    }
  }
  // Negative throughout is one range, not two.
  return { peak, negativeUpToWad: isNegativeSoFar ? null : negativeUpToWad, negativeFromWad }
}

/** Each hundredth of a turn above 1x, and the maximum. */
function listLeverages(maxLeverageWad: bigint): readonly bigint[] {
  const leverages: bigint[] = []
  for (let at = WAD + LEVERAGE_STEP_WAD; at < maxLeverageWad; at += LEVERAGE_STEP_WAD) leverages.push(at)
  return maxLeverageWad > WAD ? [...leverages, maxLeverageWad] : leverages
}
