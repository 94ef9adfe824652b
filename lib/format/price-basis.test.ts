import { expect, test } from 'vitest'
import { formatPriceBasis } from './price-basis'

test('why a price is another than the market’s is said in a sentence', () => {
  expect(formatPriceBasis({ kind: 'rate', mostYearlyGrowthWad: 968n * 10n ** 14n })).toBe(
    'Counted by the token’s own rate, whose growth counts up to 9.68% a year: a move of the market alone liquidates nobody, but trades are at the market’s price.',
  )
  expect(formatPriceBasis({ kind: 'capped', capE8: 104_000_000n })).toBe(
    'Counted up to $1.04: a market price above that does not show.',
  )
  expect(formatPriceBasis({ kind: 'fixed' })).toBe(
    'Counted at a fixed price: a move of the market alone liquidates nobody, but trades are at the market’s price.',
  )
})
