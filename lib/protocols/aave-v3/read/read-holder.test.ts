import { expect, test } from 'vitest'
import { readAnswers } from '../../batch/answers'
import { createBatch } from '../../batch/batch'
import { addressOf, makeRaw, makeReserve } from '../testing/pool'
import { readHolder } from './read-holder'

const reserve = makeReserve(3)
const { structure } = makeRaw([])
const described = { ...reserve, source: addressOf(8), strategy: addressOf(7) }

/** Of a holder of whom the pool says this bitmap, and everything else answers with that word. */
function readWith(bitmap: bigint, word: bigint, reserves: readonly (typeof described)[] = [described]) {
  const batch = createBatch()
  const read = readHolder(batch, { ...structure, reserves }, addressOf(9))
  const answers = Array.from({ length: batch.count() }, (_, i) => ({
    words: Array.from({ length: 6 }, () => (i === 0 ? bitmap : word)),
  }))
  return (raw = [reserve]) => read(readAnswers(answers), raw)
}

test('an account is read where all that it has to do with was', () => {
  const { holder, unreadable } = readWith(0b11n << 6n, 5n)()
  expect(unreadable).toBeNull()
  expect(holder).toMatchObject({
    configuration: 0b11n << 6n,
    eMode: 5,
    scaledSupplies: [5n],
    scaledDebts: [5n],
    healthFactorWad: 5n,
  })
})

test('what lies in a Safe beside the pool is read, and of nobody else', () => {
  const leftOf = (isSafe: boolean) => {
    const batch = createBatch()
    const read = readHolder(batch, { ...structure, reserves: [described] }, addressOf(9), isSafe)
    const answers = Array.from({ length: batch.count() }, () => ({ words: [0n, 0n, 0n, 0n, 0n, 7n] }))
    answers.splice(-1, 1, { words: [7n] })
    return read(readAnswers(answers), [reserve]).holder?.left
  }
  expect(leftOf(true)).toEqual([{ token: reserve.underlying, amount: 7n }])
  expect(leftOf(false)).toBeUndefined()
})

test('what it owes of something that cannot be read is never left out', () => {
  expect(readWith(0n, 5n)([]).unreadable?.reason).toBe('it has to do with T3, which cannot be read')
  expect(readWith(0n, 0n)([]).unreadable).toBeNull()
  // of which not even the tokens are known
  const unknown = readWith(0b01n << 6n, 0n, [])([])
  expect(unknown.holder).toBeNull()
  expect(unknown.unreadable?.reason).toBe('it has to do with an asset that cannot be read')
  expect(readWith(0b10n << 254n, 0n)().holder).toBeNull()
})
