import { expect, test } from 'vitest'
import { WAD } from '../../lib/domain/math'
import { findDanger } from './danger'

const figures = (hundredths: bigint) => ({
  hasDebt: true,
  isPriced: true,
  isLiquidatable: hundredths < 100n,
  healthFactorWad: (hundredths * WAD) / 100n,
})
const judged = (isLiquidatable: boolean) => ({ isLiquidatable })

test.each([
  [99n, 'liquidatable'],
  [100n, 'close'],
  [109n, 'close'],
  [110n, null],
] as const)('a health factor of %s hundredths is %s', (hundredths, danger) => {
  expect(findDanger(judged(false), figures(hundredths))).toBe(danger)
})

test('the chain’s own judgement stands where ours sees none', () => {
  expect(findDanger(judged(true), figures(200n))).toBe('liquidatable')
})

test('without a price nobody knows, and without debt there is none', () => {
  expect(findDanger(judged(false), { ...figures(200n), isPriced: false })).toBe('not-known')
  expect(findDanger(judged(false), { ...figures(50n), hasDebt: false })).toBeNull()
})
