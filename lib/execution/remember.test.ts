import { describe, expect, test } from 'vitest'
import { forgetRun, keyOf, type RememberedRun, readRuns, recordSent, rememberRun } from './remember'
import { createMemoryStorage, createPlan } from './testing/fake-plan'

const hash = `0x${'ab'.repeat(32)}` as const
const otherHash = `0x${'cd'.repeat(32)}` as const
const place = { stepIndex: 1, stepCount: 2 }
const STORAGE_KEY = 'furrow.runs'

function recordOf(sentHash: `0x${string}` = hash): RememberedRun {
  return recordSent(createPlan(), place, { kind: 'transaction', hash: sentHash })
}

describe('remembering what was sent', () => {
  test('reads back what was written, oldest first, with what the plan was about', () => {
    const storage = createMemoryStorage()
    rememberRun(storage, recordOf())
    rememberRun(storage, recordSent(createPlan(), place, { kind: 'batch', id: 'batch-1' }))
    expect(readRuns(storage).map(keyOf)).toEqual([hash, 'batch-1'])
    expect(readRuns(storage)[0]).toMatchObject({ intentKind: 'close', ...place })
  })

  test('a run is remembered once, however often it is written', () => {
    const storage = createMemoryStorage()
    rememberRun(storage, recordOf())
    rememberRun(storage, recordOf())
    expect(readRuns(storage)).toHaveLength(1)
  })

  test('forgets one run and keeps the others; the last one leaves nothing behind', () => {
    const storage = createMemoryStorage()
    rememberRun(storage, recordOf())
    rememberRun(storage, recordOf(otherHash))
    forgetRun(storage, hash)
    expect(readRuns(storage).map(keyOf)).toEqual([otherHash])
    forgetRun(storage, otherHash)
    expect(storage.items.size).toBe(0)
  })

  test.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['another version', JSON.stringify({ version: 2, runs: [recordOf()] })],
    ['no list of runs', JSON.stringify({ version: 1, runs: {} })],
  ])('reads %s as nothing', (_, text) => {
    const storage = createMemoryStorage()
    storage.setItem(STORAGE_KEY, text)
    expect(readRuns(storage)).toEqual([])
  })

  test.each([
    ['no object', 7],
    ['a hash of the wrong length', { ...recordOf(), sent: { kind: 'transaction', hash: '0xab' } }],
    ['an owner that is no address', { ...recordOf(), owner: 'javascript:alert(1)' }],
    ['a step beyond the last', { ...recordOf(), stepIndex: 2 }],
    ['a count that is no number', { ...recordOf(), stepCount: '2' }],
    ['a date of a week ago', { ...recordOf(), sentAtMs: Date.now() - 8 * 24 * 3_600_000 }],
  ])('leaves out an entry with %s, and keeps the good one beside it', (_, entry) => {
    const storage = createMemoryStorage()
    storage.setItem(STORAGE_KEY, JSON.stringify({ version: 1, runs: [entry, recordOf(otherHash)] }))
    expect(readRuns(storage).map(keyOf)).toEqual([otherHash])
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
