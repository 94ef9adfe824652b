import { expect, test } from 'vitest'
import { addressOf, makeHolder, makeRaw, makeReserve } from '../testing/pool'
import { convertAccount } from './convert'
import { findEarned, listLeft } from './left'
import type { RawHolder, RawReward, RawSafe } from './raw'

const whole = 10n ** 18n
const owner = addressOf(9)
const address = addressOf(10)
// of 100 dollars each
const reserves = [makeReserve(0), makeReserve(1), makeReserve(2, {}, { priceE8: 0n })]
const paid: RawReward = {
  ...{ reward: addressOf(50), symbol: 'PAID', name: 'Paid', decimals: 18, priceE8: 10n ** 8n },
}
const raw = makeRaw(reserves, { rewards: [paid] })
const lying = (index: number, amount: bigint) => ({ token: reserves[index]?.underlying ?? owner, amount })

test('what is worth a cent is listed, of the pool or paid by it, and whatever has no price', () => {
  const amountsOf = (left: NonNullable<RawHolder['left']>) =>
    listLeft(raw, makeHolder({ left })).map(({ asset, amount }) => [asset.symbol, amount])
  expect(
    amountsOf([
      lying(0, whole / 10_000n),
      lying(1, whole / 10_000n - 1n),
      lying(2, 1n),
      { token: paid.reward, amount: whole },
      { token: addressOf(60), amount: whole },
    ]),
  ).toEqual([
    ['T0', whole / 10_000n],
    ['T2', 1n],
    ['PAID', whole],
  ])
  expect(amountsOf([])).toEqual([])
})

test('what was earned is told where no position tells it, from a cent on', () => {
  const earnedBy = (amount: bigint, more: Partial<RawHolder> = {}) =>
    findEarned(raw, makeHolder({ rewards: [{ reward: paid.reward, amount }], ...more }))
  expect(earnedBy(whole / 100n)).toMatchObject({
    positionId: `aave-v3:7:${owner}`,
    rewards: [{ asset: { symbol: 'PAID' }, amount: whole / 100n }],
  })
  expect(earnedBy(whole / 100n - 1n)).toBeNull()
  expect(earnedBy(whole, { scaledSupplies: [1n] })).toBeNull()
  expect(earnedBy(whole, { scaledDebts: [0n, 1n] })).toBeNull()
})

test('it stands with the Safe that it lies in, unless others have a say in that', () => {
  const foundIn = (state: RawSafe['state']) => {
    const account = convertAccount(
      makeRaw(reserves, {
        rewards: [paid],
        holders: [
          makeHolder({ account: owner, rewards: [{ reward: paid.reward, amount: 2n * whole }] }),
          makeHolder({
            account: address,
            left: [lying(0, whole)],
            rewards: [{ reward: paid.reward, amount: whole }],
          }),
        ],
        safes: [{ address, index: 0, state, configuration: 0n }],
      }),
      {},
      owner,
    )
    return (account.holders ?? []).map((holder) => [
      ...(holder.earned?.rewards ?? []).map(({ amount }) => amount),
      ...(holder.kind === 'safe' ? (holder.left ?? []) : []).map(({ amount }) => amount),
    ])
  }
  expect(foundIn({ kind: 'own', nonce: 0n, isUsed: false })).toEqual([[2n * whole], [whole, whole]])
  expect(foundIn({ kind: 'changed', changes: [] })).toEqual([[2n * whole], []])
})
