import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RAY } from '../../../domain/math'
import { nearestLine, roundingLine } from '../line'
import { makeReserve } from '../testing/pool'
import { computeBorrowable } from './limits'

const ether = makeReserve(0)
const WHOLE = 10n ** 18n

test('all that lies there may be borrowed, where nothing caps it', () => {
  expect(computeBorrowable(roundingLine, ether, makeReserve(1))).toBe(400n * WHOLE)
})

test('no more than a cap leaves, and nothing over it', () => {
  for (const line of [roundingLine, nearestLine]) {
    expect(computeBorrowable(line, ether, makeReserve(1, { borrowCap: 700n }))).toBe(100n * WHOLE)
    expect(computeBorrowable(line, ether, makeReserve(1, { borrowCap: 500n }))).toBe(0n)
  }
})

test('the newer line’s cap lets exactly as much be borrowed as its own check would', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: RAY, max: 6n * RAY }),
      fc.bigInt({ min: 0n, max: 10n ** 9n }),
      fc.bigInt({ min: 1n, max: 4_000n }),
      (debtIndexRay, scaledDebt, borrowCap) => {
        const debt = makeReserve(
          1,
          { decimals: 6, borrowCap },
          { debtIndexRay, scaledDebt, available: 10n ** 20n },
        )
        const isOver = (amount: bigint) =>
          roundingLine.toDebt(scaledDebt + roundingLine.scaleBorrowed(amount, debtIndexRay), debtIndexRay) >
          borrowCap * 10n ** 6n
        const most = computeBorrowable(roundingLine, ether, debt)
        expect(most === 0n || !isOver(most)).toBe(true)
        expect(isOver(most + 1n)).toBe(true)
      },
    ),
  )
})

test('against an isolated collateral, up to its ceiling in hundredths', () => {
  const isolated = makeReserve(0, { debtCeiling: 500_000_00n }, { isolatedDebt: 499_900_00n })
  const dollar = makeReserve(1, { decimals: 6 }, { available: 10n ** 15n })
  expect(computeBorrowable(roundingLine, isolated, dollar)).toBe(100_009_999n)
  const full = { ...isolated, isolatedDebt: 500_001_00n }
  expect(computeBorrowable(roundingLine, full, dollar)).toBe(0n)
})
