import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeSwapStep } from './concentrated-step'
import { type ConcentratedPool, quoteConcentrated } from './concentrated-swap'
import { MAX_TICK, MIN_TICK } from './tick-range'
import { computeSqrtPriceAtTickX96 } from './ticks'

const unit = 10n ** 18n

/** Liquidity over all prices, and twenty times as much within `near` ticks of the middle. */
function makePool({ tick = 0, near = 1_000, spacing = 10 } = {}): ConcentratedPool {
  const wide = 1_000n * unit
  const close = 20_000n * unit
  const last = Math.floor(MAX_TICK / spacing) * spacing
  return {
    sqrtPriceX96: computeSqrtPriceAtTickX96(tick),
    tick,
    liquidity: Math.abs(tick) < near ? wide + close : wide,
    feePips: 500n,
    tickSpacing: spacing,
    ticks: [
      { tick: -last, liquidityNet: wide },
      { tick: -near, liquidityNet: close },
      { tick: near, liquidityNet: -close },
      { tick: last, liquidityNet: -wide },
    ],
    from: MIN_TICK,
    to: MAX_TICK,
  }
}

const anyTrade = fc.record({
  isDown: fc.boolean(),
  exact: fc.constantFrom('in' as const, 'out' as const),
  amount: fc.bigInt({ min: 1n, max: 3_000n * unit }),
})

describe('a swap in a concentrated pool', () => {
  it('near its price is as one at that price, the fee apart', () => {
    const quote = quoteConcentrated(makePool(), { isDown: true, exact: 'in', amount: unit / 1_000n })
    expect(Number(quote?.amountOut) / 1e15).toBeCloseTo(0.9995, 6)
  })

  it('gives less and less: two halves are the whole, but for a unit of each tick that is rounded', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.bigInt({ min: 1_000n, max: 500n * unit }), (isDown, half) => {
        const pool = makePool()
        const whole = quoteConcentrated(pool, { isDown, exact: 'in', amount: 2n * half })
        const first = quoteConcentrated(pool, { isDown, exact: 'in', amount: half })
        const second = first && quoteConcentrated(first.after, { isDown, exact: 'in', amount: half })
        if (!whole || !first || !second) throw new Error('Not quoted')
        const difference = whole.amountOut - first.amountOut - second.amountOut
        expect(difference).toBeGreaterThanOrEqual(0n)
        expect(difference).toBeLessThan(8n)
        expect(second.amountOut).toBeLessThanOrEqual(first.amountOut)
      }),
    )
  })

  it('never pays for going there and back', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.bigInt({ min: 1n, max: 500n * unit }), (isDown, amount) => {
        const there = quoteConcentrated(makePool(), { isDown, exact: 'in', amount })
        if (!there) throw new Error('Not quoted')
        const back = quoteConcentrated(there.after, {
          isDown: !isDown,
          exact: 'in',
          amount: there.amountOut,
        })
        expect(back?.amountOut ?? 0n).toBeLessThan(amount)
      }),
    )
  })

  it('asked for what it gives takes no more than that was given for', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.bigInt({ min: 10n, max: 500n * unit }), (isDown, amount) => {
        const pool = makePool()
        const given = quoteConcentrated(pool, { isDown, exact: 'in', amount })
        if (!given || given.amountOut === 0n) return
        const asked = quoteConcentrated(pool, { isDown, exact: 'out', amount: given.amountOut })
        expect(asked?.amountIn).toBeLessThanOrEqual(amount)
      }),
    )
  })

  it('is none where more is wanted than there is, or than is known', () => {
    const all = { isDown: false, exact: 'out', amount: 10n ** 30n } as const
    expect(quoteConcentrated(makePool(), all)).toBeNull()
    expect(quoteConcentrated(makePool(), { ...all, isDown: true })).toBeNull()
    const one = { isDown: true, exact: 'in', amount: 1n } as const
    const elsewhere = { ...makePool(), from: 100, to: 500 }
    expect(quoteConcentrated(elsewhere, one)).toBeNull()
    expect(quoteConcentrated(elsewhere, { ...one, isDown: false })).toBeNull()
    expect(quoteConcentrated({ ...elsewhere, from: -500, to: -100 }, one)).toBeNull()
    expect(quoteConcentrated({ ...elsewhere, from: -500 }, one)).not.toBeNull()
    const little = { ...makePool(), from: -2_560, to: 2_550 }
    const far = { isDown: true, exact: 'in', amount: 3_000n * unit } as const
    expect(quoteConcentrated(makePool(), far)?.after.tick).toBeLessThan(-2_560)
    expect(quoteConcentrated(little, far)).toBeNull()
  })

  it('is the same from a part of the pool, where it stays in that, and none where it does not', () => {
    const places = fc.tuple(fc.integer({ min: -150, max: 150 }), fc.nat({ max: 400 }), fc.nat({ max: 400 }))
    let [inside, outside] = [0, 0]
    fc.assert(
      fc.property(anyTrade, places, (trade, [place, below, above]) => {
        const whole = makePool({ tick: place * 10 })
        const [from, to] = [whole.tick - below, whole.tick + above]
        const ticks = whole.ticks.filter(({ tick }) => tick >= from && tick <= to)
        const quote = quoteConcentrated({ ...whole, ticks, from, to }, trade)
        const expected = quoteConcentrated(whole, trade)
        const end = expected?.after.sqrtPriceX96
        const isInside =
          end !== undefined && computeSqrtPriceAtTickX96(from) < end && end < computeSqrtPriceAtTickX96(to)
        if (isInside) {
          inside += 1
          const { sqrtPriceX96, tick, liquidity } = expected?.after ?? whole
          expect(quote).toMatchObject({
            amountIn: expected?.amountIn,
            amountOut: expected?.amountOut,
            after: { sqrtPriceX96, tick, liquidity },
          })
        } else {
          outside += 1
          const [low, high] = [computeSqrtPriceAtTickX96(from), computeSqrtPriceAtTickX96(to)]
          const reached = quote?.after.sqrtPriceX96
          // Nothing is said of what lies beyond; at the very end there may be a tick that was read.
          if (reached !== undefined) expect(reached === low || reached === high).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
    expect(Math.min(inside, outside)).toBeGreaterThan(20)
  })

  it('is none where it ends at the very end of what was read: there may be a tick that was not', () => {
    const pool = makePool()
    for (const [isDown, end] of [
      [true, -10],
      [false, 10],
    ] as const) {
      const step = computeSwapStep({
        sqrtPriceX96: pool.sqrtPriceX96,
        targetX96: computeSqrtPriceAtTickX96(end),
        liquidity: pool.liquidity,
        exact: 'in',
        amount: 1_000n * unit,
        feePips: pool.feePips,
      })
      if (!step) throw new Error('No step')
      const trade = { isDown, exact: 'in', amount: step.amountIn + step.fee } as const
      const readTo = (tick: number) => (isDown ? { ...pool, from: tick } : { ...pool, to: tick })
      expect(quoteConcentrated(readTo(end), trade)).toBeNull()
      expect(quoteConcentrated(readTo(end + (isDown ? -1 : 1)), trade)).not.toBeNull()
    }
  })

  it('leaves the pool between the ticks of its price, with their liquidity', () => {
    fc.assert(
      fc.property(anyTrade, fc.integer({ min: -150, max: 150 }), (trade, place) => {
        const pool = makePool({ tick: place * 10 })
        const quote = quoteConcentrated(pool, trade)
        if (!quote) return
        const { tick, sqrtPriceX96, liquidity } = quote.after
        // At a tick's very price a fall has crossed it already.
        expect(computeSqrtPriceAtTickX96(tick)).toBeLessThanOrEqual(sqrtPriceX96)
        expect(computeSqrtPriceAtTickX96(tick + 1)).toBeGreaterThanOrEqual(sqrtPriceX96)
        const expected = pool.ticks.reduce((sum, t) => (t.tick <= tick ? sum + t.liquidityNet : sum), 0n)
        expect(liquidity).toBe(expected)
      }),
    )
  })
})
