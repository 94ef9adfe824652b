import { describe, expect, test } from 'vitest'
import { makeEMode, makeReserve } from '../testing/pool'
import { chooseEMode, findLtvBps, findPriceE8, findThresholdBps, isBorrowableIn } from './terms'

const ether = makeReserve(0)
const staked = makeReserve(1, { ltvBps: 7_500n, thresholdBps: 7_900n })
const dollar = makeReserve(2)

describe('inside a category', () => {
  const eMode = makeEMode(1, { collaterals: 0b010n, borrowables: 0b001n })

  test('its own terms hold for what is in it, and each reserve’s own for the rest', () => {
    expect([findThresholdBps(staked, eMode), findLtvBps(staked, eMode)]).toEqual([9_300n, 9_000n])
    expect([findThresholdBps(ether, eMode), findLtvBps(ether, eMode)]).toEqual([8_300n, 8_000n])
    expect([findThresholdBps(staked, null), findLtvBps(staked, null)]).toEqual([7_900n, 7_500n])
    expect(findLtvBps(staked, { ...eMode, withoutLtv: 0b010n })).toBe(0n)
  })

  test('it alone says what may be borrowed', () => {
    expect([ether, staked, dollar].map((reserve) => isBorrowableIn(reserve, eMode))).toEqual([
      true,
      false,
      false,
    ])
    expect(isBorrowableIn(makeReserve(0, { isBorrowable: false }), eMode)).toBe(true)
    expect(isBorrowableIn(makeReserve(0, { isBorrowable: false }), null)).toBe(false)
  })

  test('one price may stand for all that name it', () => {
    const one = { ...eMode, priceE8: 5n }
    expect(findPriceE8(makeReserve(0, { eMode: 1 }), one)).toBe(5n)
    expect(findPriceE8(ether, one)).toBe(ether.priceE8)
    expect(findPriceE8(makeReserve(0, { eMode: 1 }), null)).toBe(ether.priceE8)
  })
})

describe('the category of a farm', () => {
  const [eth, eth2] = [1, 2].map((id) => makeEMode(id, { collaterals: 0b011n, borrowables: 0b011n }))
  if (!eth || !eth2) throw new Error('Two')

  test('is the one in which its collateral counts for the most, the first of equals', () => {
    expect(chooseEMode([eth, eth2], staked, ether)?.id).toBe(1)
    expect(chooseEMode([{ ...eth, thresholdBps: 9_200n }, eth2], staked, ether)?.id).toBe(2)
    expect(chooseEMode([{ ...eth, ltvBps: 8_900n }, eth2], staked, ether)?.id).toBe(2)
  })

  test('is none where the debt is in none, or none counts for more', () => {
    expect(chooseEMode([eth], staked, dollar)).toBeNull()
    expect(chooseEMode([{ ...eth, thresholdBps: 7_900n, ltvBps: 7_500n }], staked, ether)).toBeNull()
  })

  test('is one that lets something be borrowed before one that counts for more', () => {
    expect(
      chooseEMode(
        [
          { ...eth, withoutLtv: 0b010n },
          { ...eth2, thresholdBps: 8_000n },
        ],
        staked,
        ether,
      )?.id,
    ).toBe(2)
    const old = makeReserve(1, { ltvBps: 0n, thresholdBps: 7_900n })
    expect(chooseEMode([{ ...eth, withoutLtv: 0b010n }], old, ether)?.id).toBe(1)
  })

  test('does not exist where no such position may be', () => {
    expect(chooseEMode([], makeReserve(1, { thresholdBps: 0n }), ether)).toBeUndefined()
    expect(chooseEMode([], staked, makeReserve(0, { isBorrowable: false }))).toBeUndefined()
    const isolated = makeReserve(1, { debtCeiling: 1n })
    expect(chooseEMode([eth], isolated, ether)).toBeUndefined()
    expect(chooseEMode([eth], isolated, makeReserve(0, { isBorrowableInIsolation: true }))?.id).toBe(1)
  })
})
