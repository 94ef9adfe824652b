/** What a pool's price is computed from: a token's decimals and its worth. */
export type Priced = { readonly decimals: number; readonly priceE8: bigint }

const q192 = 2n ** 192n

/**
 * The square root of how many smallest units of token 1 one of token 0 is worth, with 96 binary places, rounded down: how a
 * pool keeps its price.
 */
export function computeSqrtPriceX96(token0: Priced, token1: Priced): bigint {
  const numerator = token0.priceE8 * 10n ** BigInt(token1.decimals)
  const denominator = token1.priceE8 * 10n ** BigInt(token0.decimals)
  return squareRoot((numerator * q192) / denominator)
}

/** The tick whose price is next to this one. Good enough to place liquidity around it. */
export function nearestTick(sqrtPriceX96: bigint): number {
  return Math.round((2 * Math.log(Number(sqrtPriceX96) / 2 ** 96)) / Math.log(1.0001))
}

/** Rounded down. */
export function squareRoot(value: bigint): bigint {
  if (value < 2n) return value
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}
