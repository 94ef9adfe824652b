import { expect, test } from 'vitest'
import { held, judge, lp, owed, usdc, weth } from '../domain/test-positions'
import { describeHeld, findLargest, formatPositionName } from './position-name'

const ether = held(weth, 2n * 10n ** 18n, 8_000n)
const dollars = held(usdc, 7_000n * 10n ** 6n, 8_000n)
const position = (collaterals: Parameters<typeof describeHeld>[0]['collaterals'], ...amounts: bigint[]) => {
  const [first, ...others] = amounts.map((amount, i) => owed(i === 0 ? weth : usdc, amount))
  return { collaterals, debts: [first ?? owed(weth, 0n), ...others], judge } as const
}

test('a position is named by its farm where it is in one', () => {
  expect(formatPositionName(position([ether]), { name: 'A farm' })).toBe('A farm')
})

test('one that is in none is named by the most valuable that it holds, wherever that stands, and by what it owes', () => {
  expect(formatPositionName(position([ether, dollars]), null)).toBe('USDC supplied')
  expect(formatPositionName(position([dollars, ether], 1n), null)).toBe('USDC against WETH')
  expect(formatPositionName(position([ether], 1n, 2n), null)).toBe('WETH against WETH and USDC')
  expect(formatPositionName(position([], 0n, 2n), null)).toBe('Debt in USDC')
  expect(formatPositionName(position([]), null)).toBe('Position')
})

test('it is said how much of that is held, and how much else', () => {
  expect(describeHeld(position([ether]))).toBe('holds 2 WETH')
  expect(describeHeld(position([ether, dollars]))).toBe('holds 7,000 USDC and 1 more asset')
  expect(describeHeld(position([ether, dollars, held(lp, 1n, 9_000n)]))).toBe(
    'holds 7,000 USDC and 2 more assets',
  )
  expect(describeHeld(position([]))).toBe('holds nothing')
})

test('dust names nothing unless there is nothing else', () => {
  const dust = { ...dollars, isDust: true }
  expect(findLargest(position([dust, ether]))).toBe(ether)
  expect(describeHeld(position([dust, ether]))).toBe('holds 2 WETH')
  expect(findLargest(position([dust]))).toBe(dust)
  expect(findLargest(position([held(usdc, 0n, 0n)]))).toBe(null)
})
