import type { Farm } from './farm'
import { LEVERAGE_UNIT_WAD } from './leverage'
import { WAD } from './math'
import { computeNotionalPosition } from './notional-position'
import { ratesOfFarm, sumYieldsWad } from './rates'
import { computeYearOutcome } from './year-outcome'

/** What leverage does to a year's outcome. Leverages have 18 decimals, outcomes are ratios of equity. */
export type LeverageMarks = {
  /** The lowest leverage with the best outcome. */
  readonly peak: { readonly leverageWad: bigint; readonly netWad: bigint }
  /** From the first step above 1x up to here a year loses; null where it starts otherwise. */
  readonly negativeUpToWad: bigint | null
  /** From here up to the maximum a year loses; null where it ends otherwise. */
  readonly negativeFromWad: bigint | null
}

/**
 * Where a year's outcome peaks and where it is a loss, from 1x to the maximum. Every hundredth of a turn is
 * looked at, so that it may be any function of leverage: with a borrow rate that stays what it is it is a line
 * (and a step above 1x, where caps begin to cost), with one that rises as more is borrowed it is none. null
 * is a leverage that is liquidated within the year: a loss. 1x itself borrows nothing and belongs to no range.
 */
export function computeLeverageMarks(
  netAt: (leverageWad: bigint) => bigint | null,
  maxLeverageWad: bigint,
): LeverageMarks {
  let peak = { leverageWad: WAD, netWad: netAt(WAD) ?? -WAD }
  let negativeUpToWad: bigint | null = null
  let negativeFromWad: bigint | null = null
  let isNegativeSoFar = true
  for (const leverageWad of listLeverages(maxLeverageWad)) {
    const netWad = netAt(leverageWad)
    if (netWad !== null && netWad > peak.netWad) peak = { leverageWad, netWad }
    if (netWad === null || netWad < 0n) {
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

/** The marks of a farm at its rates now, costs of trades apart; null where what it earns is not known. */
export function computeFarmMarks(farm: Farm, maxLeverageWad: bigint): LeverageMarks | null {
  if (sumYieldsWad(farm.yields) === null) return null
  const rates = ratesOfFarm(farm)
  return computeLeverageMarks((leverageWad) => {
    const position = computeNotionalPosition(farm, leverageWad)
    return position && (computeYearOutcome(position, rates)?.netWad ?? null)
  }, maxLeverageWad)
}

/** Each hundredth of a turn above 1x, and the maximum. */
function listLeverages(maxLeverageWad: bigint): readonly bigint[] {
  const leverages: bigint[] = []
  for (let at = WAD + LEVERAGE_UNIT_WAD; at < maxLeverageWad; at += LEVERAGE_UNIT_WAD) leverages.push(at)
  return maxLeverageWad > WAD ? [...leverages, maxLeverageWad] : leverages
}
