import { expect, test } from 'vitest'
import { addressOf, makeHolder, makeRaw, makeReserve } from '../testing/pool'
import { convertAccount } from './convert'
import { listLeft } from './left'
import type { RawSafe } from './raw'

const whole = 10n ** 18n
const owner = addressOf(9)
const address = addressOf(10)
// of 100 dollars each
const reserves = [makeReserve(0), makeReserve(1), makeReserve(2, {}, { priceE8: 0n })]

test('what is worth a cent is listed, and whatever has no price', () => {
  const amountsOf = (left: readonly bigint[]) =>
    listLeft(reserves, makeHolder({ left })).map(({ asset, amount }) => [asset.symbol, amount])
  expect(amountsOf([whole / 10_000n, whole / 10_000n - 1n, 1n])).toEqual([
    ['T0', whole / 10_000n],
    ['T2', 1n],
  ])
  expect(amountsOf([])).toEqual([])
})

test('it stands with the Safe that it lies in, unless others have a say in that', () => {
  const leftIn = (state: RawSafe['state']) => {
    const raw = makeRaw(reserves, {
      holders: [makeHolder({ account: address, left: [whole, 0n, 0n] })],
      safes: [{ address, index: 0, state, configuration: 0n }],
    })
    const [, safe] = convertAccount(raw, {}, owner).holders ?? []
    return safe?.kind === 'safe' ? (safe.left ?? []).map(({ amount }) => amount) : null
  }
  expect(leftIn({ kind: 'own', nonce: 0n, isUsed: false })).toEqual([whole])
  expect(leftIn({ kind: 'changed', changes: [] })).toEqual([])
})
