import { expect, test } from 'vitest'
import type { Asset } from '../../lib/domain/asset'
import { makePosition } from '../../lib/plan/testing/outcomes'
import type { TextChange } from '../form/kept-inputs'
import { readTypedAmount, typeAsset } from '../form/typed-amount'
import { chooseDebt } from './choose-debt'
import { typeSuggestion } from './suggestion'

const { debts } = makePosition(300n, 100n)
const [first] = debts
const weth: Asset = {
  address: '0x00000000000000000000000000000000000000ee',
  symbol: 'WETH',
  name: 'Wrapped Ether',
  decimals: 18,
}
const second = { ...first, asset: weth }
const both = { debts: [first, second] } as const

/** What is typed once these changes were. */
const type = (...changes: readonly TextChange[]) =>
  new Map(Object.entries(Object.assign({}, ...changes)).filter((e): e is [string, string] => e[1] !== null))

test('a form is about the first debt until another is chosen, and names it only where there is a choice', () => {
  expect(chooseDebt({ debts: [first] }, type())).toEqual({
    debt: first,
    debtAsset: undefined,
    assets: [first.asset],
  })
  expect(chooseDebt(both, type())).toMatchObject({ debt: first, debtAsset: first.asset })
  expect(chooseDebt(both, type({ asset: weth.address }))).toMatchObject({ debt: second, debtAsset: weth })
})

test('another debt keeps the number that is typed, as another asset does anywhere', () => {
  const typed = { amount: '12', asset: first.asset.address }
  const chosen = type(typed, typeAsset(type(typed), first.asset, weth.address))
  expect(chooseDebt(both, chosen).debt).toBe(second)
  expect(readTypedAmount(chosen, weth).text).toBe('12')
})

test('a way out repays the first debt, whichever was chosen before', () => {
  const typed = type({ asset: weth.address }, typeSuggestion({ kind: 'repay', amount: 42n }, both))
  const { debt } = chooseDebt(both, typed)
  expect(debt).toBe(first)
  expect(readTypedAmount(typed, debt.asset).text).toBe('42')
})
