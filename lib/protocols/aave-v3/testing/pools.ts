import type { Address, Asset } from '../../../domain/asset'
import { computeSqrtDown } from '../../../domain/math'
import { MAX_TICK, MIN_TICK } from '../../../domain/tick-range'
import { findTickAtSqrtPrice, Q96 } from '../../../domain/ticks'
import type { UniswapV3Pool } from '../venues/uniswap-v3/read'

const token = (digit: string, symbol: string, decimals: number): Asset => ({
  address: `0x${digit.repeat(40)}`,
  symbol,
  name: symbol,
  decimals,
})

export const weth = token('1', 'WETH', 18)
export const wstEth = token('2', 'wstETH', 18)
export const usdc = token('3', 'USDC', 6)

export const pricesE8: ReadonlyMap<Asset, bigint> = new Map([
  [weth, 2_000_00000000n],
  [wstEth, 2_400_00000000n],
  [usdc, 1_00000000n],
])

const poolAddress: Address = `0x${'9'.repeat(40)}`

export type PoolTerms = {
  readonly sides: readonly [Asset, Asset]
  readonly feePips?: bigint
  readonly tickSpacing?: number
  /** Worth of each side near the price, and over all prices, roughly, in whole units of account. */
  readonly near?: bigint
  readonly wide?: bigint
  /** How far the nearer liquidity goes, in ticks. */
  readonly nearTicks?: number
  readonly address?: Address
}

/** A pool at its assets' prices, with liquidity over all of them and more around these; all of it read. */
export function makeV3Pool(terms: PoolTerms): UniswapV3Pool {
  const { sides, feePips = 100n, tickSpacing = 1, near = 20_000_000n, wide = 2_000_000n } = terms
  const { nearTicks = 120, address = poolAddress } = terms
  const [token0, token1] = sides
  const [price0, price1] = [pricesE8.get(token0) ?? 0n, pricesE8.get(token1) ?? 0n]
  const square =
    (price0 * 10n ** BigInt(token1.decimals) * Q96 * Q96) / (price1 * 10n ** BigInt(token0.decimals))
  const sqrtPriceX96 = computeSqrtDown(square)
  const tick = findTickAtSqrtPrice(sqrtPriceX96, MIN_TICK, MAX_TICK)
  const onGrid = (at: number) => Math.round(at / tickSpacing) * tickSpacing
  const last = Math.floor(MAX_TICK / tickSpacing) * tickSpacing
  const ranges = [
    // A price moves by nearTicks / 20,000 of its root where this is used up.
    {
      from: onGrid(tick - nearTicks),
      to: onGrid(tick + nearTicks),
      liquidity: (liquidityOf(near) * 20_000n) / BigInt(nearTicks),
    },
    { from: -last, to: last, liquidity: liquidityOf(wide) },
  ]
  /** √(x · y) of amounts worth so much. */
  function liquidityOf(worth: bigint): bigint {
    const amount = ({ decimals }: Asset, priceE8: bigint) => (worth * 10n ** BigInt(8 + decimals)) / priceE8
    return computeSqrtDown(amount(token0, price0) * amount(token1, price1))
  }
  return {
    address,
    token0: token0.address,
    token1: token1.address,
    sqrtPriceX96,
    tick,
    liquidity: ranges.reduce((sum, { liquidity }) => sum + liquidity, 0n),
    feePips,
    tickSpacing,
    ticks: ranges
      .flatMap(({ from, to, liquidity }) => [
        { tick: from, liquidityNet: liquidity },
        { tick: to, liquidityNet: -liquidity },
      ])
      .sort((a, b) => a.tick - b.tick),
    from: MIN_TICK,
    to: MAX_TICK,
  }
}

/** What is known of it within so many ticks of its price. */
export function narrowPool(pool: UniswapV3Pool, width: number): UniswapV3Pool {
  const [from, to] = [pool.tick - width, pool.tick + width]
  return { ...pool, from, to, ticks: pool.ticks.filter(({ tick }) => tick >= from && tick <= to) }
}
