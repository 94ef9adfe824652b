import { afterEach, describe, expect, test, vi } from 'vitest'
import { computeChainTimeMs, type KnownRead, keepNewest } from './chain-read'

type Snapshot = { readonly block: { readonly number: bigint; readonly timestamp: bigint } }
const at = (number: bigint, timestamp = number * 12n): Snapshot => ({ block: { number, timestamp } })
const read = (known: KnownRead<Snapshot> | undefined, number: bigint, nowMs: number) =>
  keepNewest(known, at(number), at(number).block, nowMs)

describe('what was read', () => {
  test('never goes back: 363 → 361 → 365 → 363', () => {
    let known: KnownRead<Snapshot> | undefined
    const shown = [363n, 361n, 365n, 363n].map((number, i) => {
      known = read(known, number, i * 100)
      return [known.block.number, known.snapshot.block.number, known.isBehind]
    })
    expect(shown).toEqual([
      [363n, 363n, false],
      [363n, 363n, true],
      [365n, 365n, false],
      [365n, 365n, true],
    ])
  })

  test('goes on ageing while answers are of older blocks, and no longer once the node is back', () => {
    const first = read(undefined, 10n, 1_000)
    const behind = read(first, 9n, 13_000)
    expect(behind.confirmedAtMs).toBe(1_000)
    expect(read(behind, 10n, 25_000)).toMatchObject({ confirmedAtMs: 25_000, isBehind: false })
  })

  test('is confirmed by the same block again, which a chain that mines on demand shows for hours', () => {
    const again = read(read(undefined, 10n, 1_000), 10n, 90_000)
    expect(again).toMatchObject({ confirmedAtMs: 90_000, firstSeenAtMs: 1_000 })
  })
})

describe('the chain’s own time', () => {
  const YEAR_MS = 365 * 86_400_000
  afterEach(() => vi.useRealTimers())

  test.each([0, 86_400_000, YEAR_MS, -YEAR_MS])('does not know a clock that is %d ms off', (offMs) => {
    vi.useFakeTimers({ now: Date.now() + offMs, toFake: ['Date'] })
    const known = read(read(undefined, 10n, 1_000), 10n, 31_000)
    // 30 seconds since the block was first seen
    expect(computeChainTimeMs(known, null)).toBe(120_000 + 30_000)
    expect(computeChainTimeMs(known, { seconds: 500n, atMs: 21_000 })).toBe(510_000)
  })

  test('is the block’s where it is ahead of what the node said before, as after a jump in time', () => {
    const known = read(undefined, 1_000n, 5_000)
    expect(computeChainTimeMs(known, { seconds: 500n, atMs: 0 })).toBe(12_000_000)
  })
})
