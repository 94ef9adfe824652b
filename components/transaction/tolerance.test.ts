import { afterEach, expect, test, vi } from 'vitest'
import { estimateChainTime } from './tolerance'

const block = { number: 1n, timestamp: 1_700_000_000n }
const DAY_MS = 86_400_000

afterEach(() => vi.useRealTimers())

test.each([0, DAY_MS, 365 * DAY_MS, -365 * DAY_MS])(
  'a clock that is %d ms off changes no deadline',
  (offMs) => {
    vi.useFakeTimers({ now: Date.now() + offMs, toFake: ['Date'] })
    expect(estimateChainTime(block, 1_700_000_030_900).timestamp).toBe(1_700_000_030n)
  },
)

test('the chain’s time is never before its block', () => {
  expect(estimateChainTime(block, 0).timestamp).toBe(block.timestamp)
})
