import { type AssetAmount, isSameAddress } from './asset'
import { computeEquityE8 } from './leverage'
import { ceilDiv, max, WAD } from './math'
import type { OwnedPosition, Position } from './position'
import { computeValueE8, type PricedAsset } from './value'

/** A year of `SECONDS_PER_YEAR` in days. */
const DAYS_PER_YEAR = 365n

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

/** What closing costs, the same way round: equity and rewards less what arrives in the wallet. */
export function computeExitCostE8(
  position: Position & Pick<OwnedPosition, 'rewards'>,
  walletChanges: readonly AssetAmount[],
  prices: readonly PricedAsset[],
): bigint | null {
  const receivedE8 = sumValuesE8(walletChanges, [...prices, ...position.rewards])
  const rewardsE8 = sumValuesE8(position.rewards, position.rewards) ?? 0n
  return receivedE8 === null ? null : max(0n, computeEquityE8(position) + rewardsE8 - receivedE8)
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

/** Value of signed amounts, rounded towards −∞; null where one of them has no price at all. */
function sumValuesE8(amounts: readonly AssetAmount[], prices: readonly PricedAsset[]): bigint | null {
  let sum = 0n
  for (const { asset, amount } of amounts) {
    const priced = prices.find((p) => isSameAddress(p.asset.address, asset.address))
    if (!priced) return null
    sum += computeValueE8(amount, priced.priceE8, asset.decimals)
  }
  return sum
}
