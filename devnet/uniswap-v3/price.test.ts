import { expect, it } from 'vitest'
import { Q96 } from '../../lib/domain/ticks'
import { computeSqrtPriceX96 } from './price'

it('a pool’s price is the root of what token 0 is worth in token 1, in smallest units', () => {
  const dollar = { decimals: 6, priceE8: 1_00000000n }
  const ether = { decimals: 18, priceE8: 2_500_00000000n }
  const alike = { decimals: 18, priceE8: 625_00000000n }
  expect(computeSqrtPriceX96(ether, alike)).toBe(2n * Q96)
  // 2,500 · 10⁶ / 10¹⁸
  expect(Number(computeSqrtPriceX96(ether, dollar)) / 2 ** 96).toBeCloseTo(5e-5, 12)
})
