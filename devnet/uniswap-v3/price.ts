import { computeSqrtDown } from '../../lib/domain/math'
import { Q96 } from '../../lib/domain/ticks'

/** What a pool's price is computed from: a token's decimals and its worth. */
export type Priced = { readonly decimals: number; readonly priceE8: bigint }

/**
 * The square root of how many smallest units of token 1 one of token 0 is worth, with 96 binary places, rounded down: how a
 * pool keeps its price.
 */
export function computeSqrtPriceX96(token0: Priced, token1: Priced): bigint {
  const numerator = token0.priceE8 * 10n ** BigInt(token1.decimals)
  const denominator = token1.priceE8 * 10n ** BigInt(token0.decimals)
  return computeSqrtDown((numerator * Q96 * Q96) / denominator)
}
