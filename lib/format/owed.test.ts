import { expect, test } from 'vitest'
import { usdc, weth } from '../domain/test-positions'
import { describeOwed } from './owed'

const debt = (asset: typeof usdc, amount: bigint) => ({ asset, amount })

test('every asset that is owed is named, and none that is not', () => {
  const other = { ...usdc, symbol: 'DAI' }
  expect(describeOwed([debt(usdc, 1n), debt(weth, 2n), debt(other, 3n)])).toBe('owes USDC, WETH and DAI')
  expect(describeOwed([debt(usdc, 0n), debt(weth, 2n)])).toBe('owes WETH')
  expect(describeOwed([debt(usdc, 0n)])).toBe('owes nothing')
})
