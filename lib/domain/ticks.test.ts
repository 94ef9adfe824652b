import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_TICK, MIN_TICK } from './tick-range'
import {
  computeSqrtPriceAtTickX96,
  findTickAtSqrtPrice,
  MAX_SQRT_PRICE_X96,
  MIN_SQRT_PRICE_X96,
  Q96,
} from './ticks'

const anyTick = fc.integer({ min: MIN_TICK, max: MAX_TICK })

describe('prices of ticks', () => {
  it('are 1.0001 to their power, in a root with 96 binary places', () => {
    expect(computeSqrtPriceAtTickX96(0)).toBe(Q96)
    fc.assert(
      fc.property(anyTick, (tick) => {
        const exact = tick * Math.log(Math.sqrt(1.0001))
        const logarithm = Math.log(Number(computeSqrtPriceAtTickX96(tick))) - 96 * Math.LN2
        expect(Math.abs(logarithm - exact)).toBeLessThan(1e-8)
      }),
    )
  })

  it('end where the pools’ do', () => {
    expect(MIN_SQRT_PRICE_X96).toBe(4_295_128_739n)
    expect(MAX_SQRT_PRICE_X96).toBe(1_461_446_703_485_210_103_287_273_052_203_988_822_378_723_970_342n)
    expect(() => computeSqrtPriceAtTickX96(MAX_TICK + 1)).toThrow(RangeError)
    expect(() => computeSqrtPriceAtTickX96(0.5)).toThrow(RangeError)
  })

  it('tell tick 0 as the others', () => {
    expect(findTickAtSqrtPrice(Q96, -1, 0)).toBe(0)
    expect(findTickAtSqrtPrice(Q96 - 1n, -1, 0)).toBe(-1)
  })

  it('rise, and tell their tick', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: MIN_TICK, max: MAX_TICK - 1 }),
        fc.integer({ min: 0, max: 9_999 }),
        (tick, part) => {
          const [here, next] = [computeSqrtPriceAtTickX96(tick), computeSqrtPriceAtTickX96(tick + 1)]
          expect(next).toBeGreaterThan(here)
          const between = here + ((next - here) * BigInt(part)) / 10_000n
          const [from, to] = [Math.max(MIN_TICK, tick - 20_000), Math.min(MAX_TICK, tick + 500)]
          expect(findTickAtSqrtPrice(between, from, to)).toBe(tick)
        },
      ),
    )
  })
})
