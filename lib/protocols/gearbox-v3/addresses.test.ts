import { expect, test } from 'vitest'
import { findWrappedCoin, isDollar } from './addresses'

test('a dollar of one chain is nothing known on another, in any letter case', () => {
  const usdc = '0xbDECeA28b4800395300560145e7aF64b8E65Ad7d'
  expect(isDollar(31337, usdc)).toBe(true)
  expect(isDollar(31337, '0xbdecea28b4800395300560145e7af64b8e65ad7d')).toBe(true)
  expect(isDollar(1, usdc)).toBe(false)
})

test('what the coin is wrapped as on one chain is nothing known on another', () => {
  expect(findWrappedCoin(31337)).not.toBeNull()
  expect(findWrappedCoin(1)).toBeNull()
})
