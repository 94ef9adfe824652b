import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forgetRun, readRuns, rememberRun } from './remember'
import { type RememberedRun, recordAsked } from './run-record'
import { createMemoryStorage, createPlan } from './testing/fake-plan'

const hash = `0x${'ab'.repeat(32)}` as const
const otherHash = `0x${'cd'.repeat(32)}` as const
const place = { stepIndex: 1, stepCount: 2 }
const asking = {
  fromBlock: 10,
  nonce: 3,
  pendingNonce: 4,
  calls: [{ to: `0x${'22'.repeat(20)}`, data: '0x1234', value: '5' }],
} as const
const STORAGE_KEY = 'furrow.runs'
const WEEK_MS = 7 * 24 * 3_600_000

function recordOf(sentHash: `0x${string}` = hash): RememberedRun {
  return {
    ...recordAsked(createPlan(), place, asking),
    sent: { kind: 'transaction', hash: sentHash, nonce: 4 },
  }
}

function storageOf(runs: readonly unknown[], version = 2) {
  const storage = createMemoryStorage()
  storage.setItem(STORAGE_KEY, JSON.stringify({ version, runs }))
  return storage
}

describe('remembering what was asked for', () => {
  test('reads back what was written, oldest first, with what the plan was about', () => {
    const storage = createMemoryStorage()
    const [asked, sent] = [recordAsked(createPlan(), place, asking), recordOf()]
    const batch = { ...recordOf(), sent: { kind: 'batch', id: 'batch-1' } } as const
    for (const run of [asked, sent, batch]) rememberRun(storage, run)
    expect(readRuns(storage)).toEqual([asked, sent, batch])
    expect(asked).toMatchObject({ intentKind: 'close', stepKind: 'call', sent: { kind: 'asked' }, ...place })
  })

  test('a run is remembered once, under the same id from the asking to its last hash', () => {
    const storage = createMemoryStorage()
    const asked = recordAsked(createPlan(), place, asking)
    rememberRun(storage, asked)
    rememberRun(storage, { ...asked, sent: { kind: 'transaction', hash } })
    expect(readRuns(storage)).toMatchObject([{ id: asked.id, sent: { hash } }])
  })

  test('forgets one run and keeps the others; the last one leaves nothing behind', () => {
    const storage = createMemoryStorage()
    const [first, second] = [recordOf(), recordOf(otherHash)]
    rememberRun(storage, first)
    rememberRun(storage, second)
    forgetRun(storage, first.id)
    expect(readRuns(storage)).toEqual([second])
    forgetRun(storage, second.id)
    expect(storage.items.size).toBe(0)
  })

  test('a run of the first version is followed on, though nobody kept what was asked for', () => {
    const { id: _, asking: __, stepKind: ___, intentKey: ____, ...first } = recordOf()
    const storage = storageOf([first], 1)
    const [run] = readRuns(storage)
    expect(run).toMatchObject({ sent: { hash }, asking: null, stepKind: 'call' })
    forgetRun(storage, run?.id ?? '')
    expect(storage.items.size).toBe(0)
  })

  test('of more than anybody has under way, the newest twenty are read', () => {
    const now = Date.now()
    const runs = Array.from({ length: 200 }, (_, i) => ({ ...recordOf(), sentAtMs: now - i }))
    const read = readRuns(storageOf(runs))
    expect(read).toHaveLength(20)
    expect(read.at(-1)?.id).toBe(runs[0]?.id)
  })

  test.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['another version', JSON.stringify({ version: 3, runs: [recordOf()] })],
    ['no list of runs', JSON.stringify({ version: 2, runs: {} })],
  ])('reads %s as nothing', (_, text) => {
    const storage = createMemoryStorage()
    storage.setItem(STORAGE_KEY, text)
    expect(readRuns(storage)).toEqual([])
  })

  test.each<[string, unknown]>([
    ['no object', 7],
    ['a hash of the wrong length', { ...recordOf(), sent: { kind: 'transaction', hash: '0xab' } }],
    ['a nonce that is none', { ...recordOf(), sent: { kind: 'transaction', hash, nonce: -1 } }],
    ['an owner that is no address', { ...recordOf(), owner: 'javascript:alert(1)' }],
    ['a step beyond the last', { ...recordOf(), stepIndex: 2 }],
    ['a count that is no number', { ...recordOf(), stepCount: '2' }],
    ['more steps than any plan', { ...recordOf(), stepCount: 1e15 }],
    ['an intent that every object has', { ...recordOf(), intentKind: 'constructor' }],
    ['an intent key that is none', { ...recordOf(), intentKey: 'open' }],
    ['an intent that nobody has', { ...recordOf(), intentKind: 'rob' }],
    ['a step that every object has', { ...recordOf(), stepKind: 'toString' }],
    ['a protocol with markup', { ...recordOf(), protocol: '<b>' }],
    ['an id with spaces', { ...recordOf(), id: 'a b' }],
    [
      'a call without bytes',
      { ...recordOf(), asking: { ...asking, calls: [{ to: hash, data: 'x', value: '1' }] } },
    ],
    ['no calls', { ...recordOf(), asking: { ...asking, calls: [] } }],
    ['a block that is a text', { ...recordOf(), asking: { ...asking, fromBlock: '10' } }],
    ['nothing but that it was asked', { ...recordOf(), sent: { kind: 'asked' }, asking: null }],
    ['a date of a week ago', { ...recordOf(), sentAtMs: Date.now() - WEEK_MS - 1 }],
    ['a date that never passes', { ...recordOf(), sentAtMs: Number.MAX_SAFE_INTEGER }],
  ])('leaves out an entry with %s, and keeps the good one beside it', (_, entry) => {
    const good = recordOf(otherHash)
    expect(readRuns(storageOf([entry, good]))).toEqual([good])
  })

  test('whatever stands in storage, what is read is nothing or as it would be written', () => {
    const good = recordOf(otherHash)
    const mangled = fc
      .record({ key: fc.constantFrom(...Object.keys(good)), value: fc.jsonValue() })
      .map(({ key, value }) => ({ ...recordOf(), [key]: value }))
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), mangled), (entry) => {
        const read = readRuns(storageOf([entry, good]))
        const storage = createMemoryStorage()
        for (const run of read) rememberRun(storage, run)
        expect(read).toContainEqual(good)
        expect(readRuns(storage)).toEqual(read)
      }),
    )
  })

  test('a storage that refuses to write, or is not there, stops nothing', () => {
    const full = {
      ...createMemoryStorage(),
      setItem: () => {
        throw new Error('quota exceeded')
      },
    }
    expect(() => rememberRun(full, recordOf())).not.toThrow()
    expect(() => rememberRun(null, recordOf())).not.toThrow()
    expect(readRuns(null)).toEqual([])
  })
})
