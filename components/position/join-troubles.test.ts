import { expect, test, vi } from 'vitest'
import type { NodeIssue } from '../../lib/domain/issue'
import type { Reading } from '../../lib/queries/reading'
import { madeUpChain, madeUpReader } from '../../lib/queries/testing/made-up'
import { joinTroubles, type Trouble } from './join-troubles'

const [slow, fast] = [madeUpChain(901, 'Slow', 60_000), madeUpChain(902, 'Fast', 250)]
const busy: NodeIssue = { code: 'rpc-busy', severity: 'refusal' }
const unreachable: NodeIssue = { code: 'rpc-unreachable', severity: 'refusal' }

function trouble(
  id: string,
  chain: typeof slow,
  { fault = null, ...rest }: Partial<Omit<Trouble, 'reading'>> & { fault?: NodeIssue | null } = {},
) {
  const place = { reader: madeUpReader(id, id, [chain.id]), chain }
  const refetch = vi.fn()
  const reading = { place, fault, isBehind: false, refetch } as Partial<Reading<unknown>> as Reading<unknown>
  return { reading, hasFigures: true, awaited: undefined, oldSeconds: null, ...rest }
}

const told = (...troubles: readonly Trouble[]) =>
  joinTroubles(troubles).map(({ trouble: { reading, oldSeconds }, isOfNetwork }) => ({
    of: isOfNetwork ? reading.place.chain.name : reading.place.reader.id,
    oldSeconds,
  }))

test('nothing is told where all is well', () => {
  expect(told(trouble('one', fast), trouble('two', fast))).toEqual([])
})

test('what one place has is told of it, and leaves the others out', () => {
  expect(told(trouble('one', fast), trouble('two', fast, { fault: busy }))).toEqual([
    { of: 'two', oldSeconds: null },
  ])
  expect(told(trouble('one', fast, { oldSeconds: 30 }))).toEqual([{ of: 'one', oldSeconds: 30 }])
  expect(told(trouble('one', fast, { awaited: 5n }), trouble('two', fast))).toEqual([
    { of: 'one', oldSeconds: null },
  ])
})

test('the same of all on a network is told once, as old as the oldest, and all are read again', () => {
  const all = [trouble('one', fast, { oldSeconds: 30 }), trouble('two', fast, { oldSeconds: 34 })]
  const other = trouble('three', slow, { fault: busy, hasFigures: false })
  expect(told(...all, other)).toEqual([
    { of: 'Fast', oldSeconds: 34 },
    { of: 'three', oldSeconds: null },
  ])
  joinTroubles(all)[0]?.trouble.reading.refetch()
  for (const { reading } of all) expect(reading.refetch).toHaveBeenCalledOnce()
})

test.each([
  [{ fault: busy }, { fault: unreachable }],
  [{ fault: busy }, { fault: busy, hasFigures: false }],
  [{ oldSeconds: 30 }, { oldSeconds: 30, awaited: 5n }],
])('different troubles on a network are told each: %o, %o', (one, other) => {
  expect(told(trouble('one', fast, one), trouble('two', fast, other)).map(({ of }) => of)).toEqual([
    'one',
    'two',
  ])
})
