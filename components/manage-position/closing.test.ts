import { expect, test } from 'vitest'
import { isSameAddress } from '../../lib/domain/asset'
import { account } from '../../lib/protocols/gearbox-v3/testing/any-input'
import { describeClosing, listReceivable } from './closing'

const [position] = account.positions
const farm = account.markets.farms.find(({ id }) => id === position?.farmId) ?? null
if (!position || !farm) throw new Error('The fixture has a position in a farm')
const { debts, collaterals } = position
const [debt] = debts
const freed = { ...position, debts: [{ ...debt, amount: 0n, principal: 0n }] as const }
const symbols = (of: Parameters<typeof listReceivable>[0]) => listReceivable(of).map(({ symbol }) => symbol)

test('what is owed is received first, then what the farm takes', () => {
  const others = farm.depositAssets.filter(({ asset }) => !isSameAddress(asset.address, debt.asset.address))
  const listed = [debt.asset.symbol, ...others.map(({ asset }) => asset.symbol)]
  expect(symbols({ position, farm })).toEqual(listed)
  expect(symbols({ position: freed, farm })).toEqual(listed)
  expect(symbols({ position, farm: null })).toEqual([debt.asset.symbol])
})

test('of what is in no farm and owes nothing only what is held is received, or what there is where nothing is', () => {
  const held = collaterals.filter(({ isDust }) => !isDust).map(({ asset }) => asset.symbol)
  expect(symbols({ position: freed, farm: null })).toEqual(held)
  expect(symbols({ position: { ...freed, collaterals: [] }, farm: null })).toEqual([debt.asset.symbol])
})

test('of a debt is told where there is one', () => {
  expect(describeClosing({ position, farm }, debt.asset)).toMatch(/^Everything is sold for what is owed/)
  expect(describeClosing({ position, farm }, null)).toMatch(/^Only as much is sold as the debt takes/)
  for (const receive of [debt.asset, null]) {
    const text = describeClosing({ position: freed, farm: null }, receive)
    expect(text).toMatch(/to your wallet/)
    expect(text).not.toMatch(/debt|owed/)
  }
})

test('rewards that closing leaves are told of, and none where it sends them or there are none', () => {
  const earned = [{ asset: debt.asset, amount: 1n, priceE8: 0n }]
  const tell = (parts: Partial<typeof position>) => {
    const text = describeClosing({ position: { ...position, ...parts }, farm }, null)
    return /claim them before/.test(text)
  }
  expect(tell({ rewards: earned, leavesRewards: true })).toBe(true)
  expect(tell({ rewards: earned })).toBe(false)
  expect(tell({ rewards: earned.map((one) => ({ ...one, amount: 0n })), leavesRewards: true })).toBe(false)
})
