import { type AssetAmount, isSameAddress } from './asset'
import { computeEquityE8 } from './leverage'
import type { OwnedPosition, Position } from './position'
import type { Unit } from './unit'
import { computeValueE8, type PricedAsset } from './value'

/** What an operation pays on its way, the position's unit with 8 decimals, rounded up. */
export type TradeCosts = {
  /** Swap and join fees. */
  readonly feesE8: bigint
  /** Value lost to price movement of its own trades against the pools' prices before them. */
  readonly priceImpactE8: bigint
  /** Taken by the protocol itself, beyond interest, which is inside the debt. */
  readonly chargesE8: bigint
}

/** A cost and its parts, which add up to it, in the position's unit with 8 decimals, rounded against the owner. */
export type ClosingCost = TradeCosts & {
  readonly unit?: Unit
  readonly costE8: bigint
  /** What pools pay less than the oracle's prices, signed, with the last units of every rounding. */
  readonly pricesE8: bigint
}

/**
 * What closing costs: what a position is worth at the oracle's prices, rewards included, less what arrives in
 * the wallet, at the same prices. Signed: pools that pay more than the oracle says can leave a gain. null where
 * something that arrives has no price.
 */
export function computeClosingCost(
  position: Position & Pick<OwnedPosition, 'rewards'>,
  walletChanges: readonly AssetAmount[],
  prices: readonly PricedAsset[],
  costs: TradeCosts,
): ClosingCost | null {
  const arrivesE8 = sumValuesE8(walletChanges, [...prices, ...position.rewards])
  const rewardsE8 = sumValuesE8(position.rewards, position.rewards)
  if (arrivesE8 === null || rewardsE8 === null) return null
  const costE8 = computeEquityE8(position) + rewardsE8 - arrivesE8
  const { feesE8, priceImpactE8, chargesE8 } = costs
  const { unit } = position
  return {
    unit,
    feesE8,
    priceImpactE8,
    chargesE8,
    costE8,
    pricesE8: costE8 - feesE8 - priceImpactE8 - chargesE8,
  }
}

/** Value of signed amounts, rounded towards −∞; null where one of them has no price at all. */
export function sumValuesE8(amounts: readonly AssetAmount[], prices: readonly PricedAsset[]): bigint | null {
  let sum = 0n
  for (const { asset, amount } of amounts) {
    const priced = prices.find((p) => isSameAddress(p.asset.address, asset.address))
    if (!priced) return null
    sum += computeValueE8(amount, priced.priceE8, asset.decimals)
  }
  return sum
}
