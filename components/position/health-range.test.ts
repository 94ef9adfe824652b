import { expect, test } from 'vitest'
import { chooseHealthRange } from './health-range'

const WAD = 10n ** 18n
const at = (priceE8: bigint) => ({ priceE8, priceNowE8: 1_000n })

test('draws half as much again on both sides', () => {
  expect(chooseHealthRange([])).toEqual({ fromWad: WAD / 2n, toWad: (3n * WAD) / 2n })
})

test('reaches as far as liquidation is, with room around it', () => {
  expect(chooseHealthRange([at(200n), at(2_000n)])).toEqual({
    fromWad: (18n * WAD) / 100n,
    toWad: (22n * WAD) / 10n,
  })
})

test('is not squeezed by a liquidation out of sight, nor broken by a price of 0', () => {
  expect(chooseHealthRange([at(50_000n), { priceE8: 1n, priceNowE8: 0n }])).toEqual(chooseHealthRange([]))
})
