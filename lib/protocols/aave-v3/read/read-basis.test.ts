import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAnswers } from '../../batch/answers'
import { createBatch } from '../../batch/batch'
import { addressOf } from '../testing/pool'
import { planBasis } from './read-basis'

const reverted = { reverted: '0x' } as const

/** What is found where a source answers these four questions so: null reverts. */
function basisOf(said: readonly (bigint | null)[]) {
  const batch = createBatch()
  const read = planBasis(batch, batch.slot(addressOf(1), 'source()'))
  const answers = said.map((word) => (word === null ? reverted : { words: [word] }))
  const before = Array.from({ length: batch.count() - said.length }, () => reverted)
  return read(readAnswers([...before, ...answers]))
}

test('a source says that it counts a rate, up to a cap, or a price that is fixed', () => {
  expect(basisOf([968n, null, null, 5n])).toEqual({ kind: 'rate', mostYearlyGrowthWad: 968n * 10n ** 14n })
  expect(basisOf([0n, null, null, 5n])).toEqual({ kind: 'rate', mostYearlyGrowthWad: 0n })
  expect(basisOf([null, 104_000_000n, null, 5n])).toEqual({ kind: 'capped', capE8: 104_000_000n })
  expect(basisOf([null, null, 10n ** 8n, 5n])).toEqual({ kind: 'fixed' })
})

test('nothing is said of a source that does not, or says nonsense', () => {
  expect(basisOf([null, null, null, null])).toBeNull()
  // as any feed may have a price, and any contract a manager
  expect(basisOf([null, null, 10n ** 8n, null])).toBeNull()
  expect(basisOf([null, null, null, 5n])).toBeNull()
  expect(basisOf([2n ** 255n, 2n ** 255n, null, null])).toBeNull()
  expect(basisOf([null, 0n, null, null])).toBeNull()
  const word = fc.oneof(fc.constant(null), fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }))
  fc.assert(
    fc.property(fc.array(word, { minLength: 4, maxLength: 4 }), (said) => basisOf(said) !== undefined),
  )
})
