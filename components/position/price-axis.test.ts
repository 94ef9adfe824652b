import { expect, test } from 'vitest'
import { pickTicks } from './price-axis'

const at = (...cents: readonly number[]) => cents.map((cent) => ({ priceE8: BigInt(cent) * 1_000_000n }))
const labelsOf = (curve: ReturnType<typeof at>) => pickTicks(curve).map(({ label }) => label)

test('prices far apart need no hundredths', () => {
  expect(labelsOf(at(100_000, 150_050, 200_000))).toEqual(['$1,000', '$1,500', '$2,000'])
})

test('prices close together keep them: no two ticks read the same', () => {
  expect(labelsOf(at(102, 140, 200, 260, 310))).toEqual(['$1.02', '$1.40', '$2.00', '$2.60', '$3.10'])
})
