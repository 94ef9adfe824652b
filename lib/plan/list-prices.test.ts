import { expect, test } from 'vitest'
import { COIN_ADDRESS } from '../domain/coin'
import { listPrices } from './list-prices'
import { makeAccount } from './testing/fixtures'
import { makePosition } from './testing/outcomes'

test('prices are those of one unit: what the same asset is worth in another is no price of it', () => {
  const position = makePosition(10_000n, 4_000n)
  const account = makeAccount({ balance: 0n, allowance: 0n })
  const [farm] = account.markets.farms
  if (!farm) throw new Error('The fixtures have no farm')
  const [debt] = position.debts
  const unit = { id: 'ether', symbol: 'ETH' }
  const inEther = {
    ...account,
    markets: { ...account.markets, farms: [] },
    positions: [{ ...position, unit, debts: [{ ...debt, priceE8: 50_000n }] as const }, position],
  }
  const priceIn = (of: typeof unit | undefined) =>
    listPrices(of, inEther).find(({ asset }) => asset.address === debt.asset.address)?.priceE8
  expect(priceIn(unit)).toBe(50_000n)
  expect(priceIn(undefined)).toBe(debt.priceE8)
  expect(listPrices(unit, account)).toEqual([])
})

test('the chain’s coin is worth what it is wrapped as, where that is known', () => {
  const account = makeAccount({ balance: 0n, allowance: 0n })
  const [farm] = account.markets.farms
  if (!farm) throw new Error('The fixtures have no farm')
  const priceWith = (markets: Partial<typeof account.markets>) =>
    listPrices(undefined, { ...account, markets: { ...account.markets, ...markets } }).find(
      ({ asset }) => asset.address === COIN_ADDRESS,
    )?.priceE8
  expect(priceWith({})).toBeUndefined()
  expect(priceWith({ wrappedCoin: { token: farm.asset.address, isGiven: true } })).toBe(farm.priceE8)
  expect(priceWith({ wrappedCoin: { token: account.owner, isGiven: true } })).toBeUndefined()
})
