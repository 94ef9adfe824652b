import { createRequire } from 'node:module'
import fc from 'fast-check'
import type JsbiInteger from 'jsbi'
import { expect, it } from 'vitest'
import { type ConcentratedPool, type ConcentratedTrade, quoteConcentrated } from './concentrated-swap'
import { MAX_TICK, MIN_TICK } from './tick-range'
import { computeSqrtPriceAtTickX96 } from './ticks'

// What they are packed as for `import` does not load in Node.
const require = createRequire(import.meta.url)
const { TickListDataProvider, v3Swap }: typeof import('@uniswap/v3-sdk') = require('@uniswap/v3-sdk')
const integers: typeof JsbiInteger = require('jsbi')

const integer = (value: bigint) => integers.BigInt(String(value))
const SPACING = 10
const LAST = Math.floor(MAX_TICK / SPACING) * SPACING

const positions = fc.record({
  from: fc.integer({ min: -200, max: 199 }),
  width: fc.integer({ min: 1, max: 100 }),
  liquidity: fc.bigInt({ min: 10n ** 12n, max: 10n ** 24n }),
})

/** Liquidity over all prices, and on top of it positions of any width round the price: a trade crosses many of their ticks. */
const pools = fc
  .record({
    tick: fc.integer({ min: -1_500, max: 1_500 }),
    wide: fc.bigInt({ min: 10n ** 12n, max: 10n ** 22n }),
    others: fc.array(positions, { maxLength: 8 }),
    feePips: fc.constantFrom(100n, 500n, 3_000n),
  })
  .map(({ tick, wide, others, feePips }): ConcentratedPool => {
    const ranges = [
      { from: -LAST, to: LAST, liquidity: wide },
      ...others.map(({ from, width, liquidity }) => ({
        ...{ from: from * SPACING, to: (from + width) * SPACING, liquidity },
      })),
    ]
    const nets = new Map<number, bigint>()
    for (const { from, to, liquidity } of ranges) {
      nets.set(from, (nets.get(from) ?? 0n) + liquidity)
      nets.set(to, (nets.get(to) ?? 0n) - liquidity)
    }
    return {
      sqrtPriceX96: computeSqrtPriceAtTickX96(tick),
      tick,
      liquidity: ranges.reduce(
        (sum, { from, to, liquidity }) => (from <= tick && tick < to ? sum + liquidity : sum),
        0n,
      ),
      feePips,
      tickSpacing: SPACING,
      ticks: [...nets]
        .filter(([, liquidityNet]) => liquidityNet !== 0n)
        .map(([at, liquidityNet]) => ({ tick: at, liquidityNet }))
        .toSorted((a, b) => a.tick - b.tick),
      from: MIN_TICK,
      to: MAX_TICK,
    }
  })

const trades = fc.record({
  isDown: fc.boolean(),
  exact: fc.constantFrom('in' as const, 'out' as const),
  amount: fc.bigInt({ min: 1n, max: 10n ** 22n }),
})

/** The other amount and the pool after it, as Uniswap’s own interface reckons them; null where there is not as much. */
async function askThem(pool: ConcentratedPool, { isDown, exact, amount }: ConcentratedTrade) {
  const ticks = pool.ticks.map(({ tick, liquidityNet }) => ({
    index: tick,
    liquidityGross: integer(liquidityNet < 0n ? -liquidityNet : liquidityNet),
    liquidityNet: integer(liquidityNet),
  }))
  try {
    const swapped = await v3Swap(
      integer(pool.feePips),
      integer(pool.sqrtPriceX96),
      pool.tick,
      integer(pool.liquidity),
      pool.tickSpacing,
      new TickListDataProvider(ticks, pool.tickSpacing),
      isDown,
      integer(exact === 'in' ? amount : -amount),
    )
    const [other, sqrtPriceX96, liquidity] = [
      swapped.amountCalculated,
      swapped.sqrtRatioX96,
      swapped.liquidity,
    ].map((value) => BigInt(value.toString()))
    return { other, sqrtPriceX96, liquidity, tick: swapped.tickCurrent }
  } catch {
    return null
  }
}

it('takes and gives over several ticks what @uniswap/v3-sdk says, and leaves the pool as it says', async () => {
  await fc.assert(
    fc.asyncProperty(pools, trades, async (pool, trade) => {
      const ours = quoteConcentrated(pool, trade)
      const theirs = await askThem(pool, trade)
      if (!ours) return
      const { sqrtPriceX96, liquidity, tick } = ours.after
      const other = trade.exact === 'in' ? -ours.amountOut : ours.amountIn
      expect({ other, sqrtPriceX96, liquidity, tick }).toEqual(theirs)
    }),
    { numRuns: 100 },
  )
})
