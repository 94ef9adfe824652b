import type { AssetAmount } from './asset'
import { sumValuesE8 } from './closing-cost'
import { computeEquityE8 } from './leverage'
import { max } from './math'
import type { Position, PositionRates } from './position'
import { computeDaysUntilLiquidated, computeGainE8 } from './untouched'
import type { PricedAsset } from './value'

/** Beyond a hundred years no figure helps anybody. */
const MOST_DAYS = 36_500n

/**
 * What opening costs, at oracle prices: what leaves the wallet less the equity that comes of it. Swap fees,
 * price impact, charges and whatever the pools' prices are off the oracle's are all in it. USD with 8
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
