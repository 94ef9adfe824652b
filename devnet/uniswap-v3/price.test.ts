import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeSqrtPriceX96, nearestTick, squareRoot } from './price'

const q96 = 2n ** 96n

describe('a pool’s price', () => {
  it('is the root of what token 0 is worth in token 1, in smallest units', () => {
    const dollar = { decimals: 6, priceE8: 1_00000000n }
    const ether = { decimals: 18, priceE8: 2_500_00000000n }
    const alike = { decimals: 18, priceE8: 625_00000000n }
    expect(computeSqrtPriceX96(ether, alike)).toBe(2n * q96)
    // 2,500 · 10⁶ / 10¹⁸
    expect(Number(computeSqrtPriceX96(ether, dollar)) / 2 ** 96).toBeCloseTo(5e-5, 12)
  })

  it('is that of a tick next to it', () => {
    expect(nearestTick(q96)).toBe(0)
    expect(nearestTick(2n * q96)).toBe(13_864)
    expect(nearestTick(q96 / 2n)).toBe(-13_864)
  })

  it('has its root rounded down', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 320n }), (value) => {
        const root = squareRoot(value)
        expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true)
      }),
    )
  })
})
