import { expect, test } from 'vitest'
import { readTypedAmount, typeAsset } from './typed-amount'

const [usdc, weth] = [{ address: '0x00Aa' }, { address: '0x00bb' }] as const
const textsOf = (texts: Readonly<Record<string, string>>) => new Map(Object.entries(texts))

test('an amount is of the asset that it was typed for, in whatever letter case', () => {
  const typed = textsOf({ amount: '12.5', asset: ' 0X00AA ' })
  expect(readTypedAmount(typed, usdc)).toEqual({ text: '12.5', isMax: false })
  expect(readTypedAmount(typed, weth)).toEqual({ text: '', isMax: false })
  const max = textsOf({ max: 'max', asset: usdc.address })
  expect(readTypedAmount(max, usdc)).toEqual({ text: '', isMax: true })
  expect(readTypedAmount(max, weth)).toEqual({ text: '', isMax: false })
})

test('one of no asset in particular is of the only one there is', () => {
  expect(readTypedAmount(textsOf({ amount: '3' }), weth)).toEqual({ text: '3', isMax: false })
  expect(readTypedAmount(textsOf({}), weth)).toEqual({ text: '', isMax: false })
})

test('choosing an asset keeps the number that is seen, and brings none back that is not', () => {
  const typed = textsOf({ amount: '12.5', asset: usdc.address })
  expect(typeAsset(typed, usdc, weth.address)).toEqual({ asset: weth.address })
  expect(typeAsset(typed, weth, weth.address)).toEqual({ asset: weth.address, amount: null, max: null })
})
