import { type Address, getAddress, zeroAddress } from 'viem'
import { expect, test } from 'vitest'
import { readAnswers } from '../../batch/answers'
import { type Answer, createBatch } from '../../batch/batch'
import { aaveV3, type LendingProtocol, spark } from '../protocols'
import { addressOf, makeRaw, makeReserve } from '../testing/pool'
import { readEModes } from './read-e-modes'
import { findLtvBps, findThresholdBps, isBorrowableIn } from './terms'

const reserves = [
  makeReserve(0, { eMode: 1 }),
  makeReserve(1, { eMode: 1, thresholdBps: 0n, ltvBps: 0n }),
  makeReserve(2, { eMode: 1, ltvBps: 0n, isBorrowable: false }),
  makeReserve(3, { eMode: 2 }),
] as const

function read(
  protocol: LendingProtocol,
  answers: readonly (readonly bigint[] | 'reverts')[],
  priceOf: Address = zeroAddress,
) {
  const batch = createBatch()
  const { structure } = makeRaw([], {}, protocol)
  const [readOne] = readEModes(batch, { ...structure, eModes: [{ id: 1, label: 'Ether', priceOf }] })
  expect(batch.count()).toBe(answers.length)
  const given = answers.map((words): Answer => (words === 'reverts' ? { reverted: '0x' } : { words }))
  return readOne?.(readAnswers(given), reserves)
}

test('the older line’s reserves say in which category they are, and count inside as they do outside', () => {
  const eMode = read(spark, [[32n, 9_000n, 9_300n, 10_100n, 0n]])?.eMode ?? null
  expect(eMode).toMatchObject({ id: 1, label: 'Ether', ltvBps: 9_000n, thresholdBps: 9_300n, priceE8: null })
  // nothing where it is no collateral, and nothing new where nothing may be borrowed against it
  expect(reserves.map((reserve) => findThresholdBps(reserve, eMode))).toEqual([9_300n, 0n, 9_300n, 8_300n])
  expect(reserves.map((reserve) => findLtvBps(reserve, eMode))).toEqual([9_000n, 0n, 0n, 8_000n])
  expect(reserves.map((reserve) => isBorrowableIn(reserve, eMode))).toEqual([true, true, false, false])
})

test('its one price is that of an asset, unless that is 0, and another asset is a change', () => {
  const asset = getAddress(addressOf(77))
  const terms = (priceOf: bigint) => [32n, 9_000n, 9_300n, 10_100n, priceOf]
  expect(read(spark, [terms(77n), [5n]], asset)).toMatchObject({ eMode: { priceE8: 5n }, isChanged: false })
  expect(read(spark, [terms(77n), [0n]], asset)?.eMode?.priceE8).toBeNull()
  expect(read(spark, [terms(78n), [5n]], asset)?.isChanged).toBe(true)
  const lost = read(spark, [terms(77n), 'reverts'], asset)
  expect(lost?.eMode).toBeNull()
  expect(lost?.unreadable).toEqual({
    kind: 'category',
    name: 'Ether',
    reason: 'its one price reverts',
  })
})

test('the newer line’s categories say it themselves, those without loan-to-value since V3.6', () => {
  const terms = [9_000n, 9_300n, 10_100n]
  const eMode = read(aaveV3, [terms, [0b0110n], [0b0001n], [0b0100n]])?.eMode
  expect(eMode).toMatchObject({ collaterals: 0b0110n, borrowables: 0b0001n, withoutLtv: 0b0100n })
  expect(read(aaveV3, [terms, [1n], [1n], 'reverts'])?.eMode?.withoutLtv).toBe(0n)
  expect(read(aaveV3, [terms, 'reverts', [1n], [1n]])?.unreadable?.reason).toBe(
    'getEModeCategoryCollateralBitmap(uint8) reverts',
  )
})
