import type { AssetAmount } from './asset'
import { sumValuesE8 } from './closing-cost'
import type { Farm } from './farm'
import { computeEquityE8 } from './leverage'
import { max, WAD } from './math'
import { computeNotionalPosition } from './notional-position'
import type { Position, PositionRates } from './position'
import { ratesOfFarm, sumYieldsWad } from './rates'
import { computeDaysUntilLiquidated, computeGainE8 } from './untouched'
import type { PricedAsset } from './value'
import { computeYearOutcome } from './year-outcome'

/** Beyond a hundred years no figure helps anybody. */
const MOST_DAYS = 36_500n

/** How finely leverages are looked at, 1e18 = 1x: a hundredth of a turn, ten times as fine as a slider's step. */
const LEVERAGE_STEP_WAD = WAD / 100n

/**
 * What opening costs, at oracle prices: what leaves the wallet less the equity that comes of it. Swap fees,
 * price impact, fees on quotas and whatever the pools' prices are off the oracle's are all in it. USD with 8
 * decimals, not below 0n; null where a price is missing.
 */
export function computeEntryCostE8(
  walletChanges: readonly AssetAmount[],
  prices: readonly PricedAsset[],
  after: Position,
): bigint | null {
  const receivedE8 = sumValuesE8(walletChanges, prices)
  return receivedE8 === null ? null : max(0n, -receivedE8 - computeEquityE8(after))
}

/**
 * Days, rounded up, until an untouched position has made as much as a cost (USD with 8 decimals), at today's
 * prices and rates; 0n for no cost, null where it never does: nothing is made, or it is liquidated before.
 */
export function computeBreakEvenDays(
  position: Position,
  rates: PositionRates,
  costE8: bigint,
): bigint | null {
  if (costE8 <= 0n) return 0n
  const isPaidAfter = (days: bigint) => computeGainE8(position, rates, days) >= costE8
  if (!isPaidAfter(MOST_DAYS)) return null
  let [unpaid, paid] = [0n, MOST_DAYS]
  while (paid - unpaid > 1n) {
    const middle = (unpaid + paid) / 2n
    if (isPaidAfter(middle)) paid = middle
    else unpaid = middle
  }
  return computeDaysUntilLiquidated(position, rates, paid) === null ? paid : null
}

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
 * (and a step above 1x, where quotas begin to cost), with one that rises as more is borrowed it is none. null
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
  for (let at = WAD + LEVERAGE_STEP_WAD; at < maxLeverageWad; at += LEVERAGE_STEP_WAD) leverages.push(at)
  return maxLeverageWad > WAD ? [...leverages, maxLeverageWad] : leverages
}
