import { environmentManager, QueryClient, type QueryKey, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hashFn } from 'wagmi/query'
import { practiceChain } from '../config/chains'
import { gearboxV3Reader } from '../protocols/gearbox-v3/reader'
import { createLargeChain } from '../protocols/gearbox-v3/testing/large-chain'
import { accountQueryOptions } from './account'
import type { ChainRead } from './chain-read'
import { marketsQueryOptions } from './markets'
import { demandOf, paceMsOf, restPaceOf, steadyPaceOf } from './pace'
import type { Place } from './place'
import { madeUpChain, madeUpNode, madeUpReader } from './testing/made-up'

const owner = `0x${'0a'.repeat(20)}` as const
const OWN = { scope: { positions: 'own' } } as const
let queryClient: QueryClient

beforeEach(() => {
  // else nothing is read again
  environmentManager.setIsServer(() => false)
  queryClient = new QueryClient({ defaultOptions: { queries: { queryKeyHashFn: hashFn, retry: false } } })
})
afterEach(() => {
  queryClient.clear()
  environmentManager.setIsServer(() => true)
  vi.useRealTimers()
})

const paceOf = (queryKey: QueryKey) => queryClient.getQueryData<ChainRead<unknown>>(queryKey)?.paceMs ?? 0

/** 100 markets of 30 tokens, with what reading them again and again sends in a minute. */
function makeLarge() {
  const chain = createLargeChain({ markets: 100, tokensPerMarket: 30, tokens: 300, accounts: 10_000, owner })
  const place: Place = { reader: gearboxV3Reader, chain: practiceChain }
  async function perMinute(
    options: ReturnType<typeof marketsQueryOptions> | ReturnType<typeof accountQueryOptions>,
  ): Promise<number> {
    const { queryKey, queryFn } = options
    const read = { queryKey, queryFn: queryFn as () => Promise<unknown>, staleTime: 0 }
    await queryClient.fetchQuery(read)
    // Somebody looks at it: what is read beside it has less.
    new QueryObserver(queryClient, { ...read, staleTime: Number.POSITIVE_INFINITY }).subscribe(() => {})
    chain.requests.splice(0)
    await queryClient.fetchQuery(read)
    return (chain.requests.reduce((sum, { up }) => sum + up, 0) * 60_000) / paceOf(queryKey)
  }
  return { client: chain.client, place, perMinute }
}

test('however much there is, its idle lists send less than 60 kB a minute', async () => {
  const { client, place, perMinute } = makeLarge()
  const sent = await perMinute(marketsQueryOptions(queryClient, client, place))
  expect(sent).toBeGreaterThan(30_000)
  expect(sent).toBeLessThan(60_000)
}, 60_000)

test('so does a portfolio, whose positions are read with each refresh all the same', async () => {
  const { client, place, perMinute } = makeLarge()
  const options = (of: Parameters<typeof accountQueryOptions>[4]) =>
    accountQueryOptions(queryClient, client, place, owner, of)
  await perMinute(options({ isRest: true }))
  const own = await perMinute(options(OWN))
  const rest = await perMinute(options({ isRest: true }))
  expect(paceOf(options(OWN).queryKey)).toBe(12_000)
  expect(rest).toBeGreaterThan(0)
  expect(rest + own).toBeLessThan(60_000)
}, 60_000)

/** How often a place that sends so much is read in ten minutes, while a page shows it. */
async function countReads(sentBytes: number, isRest = false) {
  vi.useFakeTimers()
  const chain = madeUpChain(903, 'Quick', 2_000)
  const { client, asked } = madeUpNode(chain, () => 5n)
  const lender = madeUpReader('lender', 'Lender', [chain.id])
  const reader: Place['reader'] = {
    ...lender,
    fetchAccount: async (...of) => {
      const account = await lender.fetchAccount(...of)
      return { ...account, markets: { ...account.markets, sentBytes: of[3]?.scope ? 5_000 : sentBytes } }
    },
  }
  const options = (of: Parameters<typeof accountQueryOptions>[4]) =>
    accountQueryOptions(queryClient, client, { reader, chain }, owner, of)
  const stop = new QueryObserver(queryClient, options({ isRest })).subscribe(() => {})
  await vi.advanceTimersByTimeAsync(0)
  return { asked, stop, options }
}

const TEN_MINUTES = 600_000
const readsIn = (asked: readonly string[]) => asked.filter((call) => call === 'read lender').length

test.each([
  ['little', 5_000, false, 51],
  ['little beside its positions', 5_000, true, 6],
  ['more than 60 kB', 100_000, false, 6],
])('what sends %s is read again at its own pace', async (_, sentBytes, isRest, reads) => {
  const { asked, stop } = await countReads(sentBytes, isRest)
  await vi.advanceTimersByTimeAsync(TEN_MINUTES)
  stop()
  expect(readsIn(asked)).toBe(reads)
})

test('positions begin with what was read of all, and go on at their own pace', async () => {
  const { asked, stop, options } = await countReads(1_000_000, true)
  const stopOwn = new QueryObserver(queryClient, options(OWN)).subscribe(() => {})
  expect(readsIn(asked)).toBe(1)
  expect(queryClient.getQueryData(options(OWN).queryKey)).toMatchObject({
    paceMs: 12_000,
    block: { number: 5n },
  })
  await vi.advanceTimersByTimeAsync(60_000)
  stop()
  stopOwn()
  expect(readsIn(asked)).toBe(6)
})

const slow = madeUpChain(904, 'Slow', 60_000)
const of = (bytes: number, pace = steadyPaceOf(practiceChain)) => demandOf(bytes / 5, pace)

test.each([
  ['alone, as fast as it should be', 30_000, [], 12_000],
  ['alone, and too much', 100_000, [], 24_000],
  ['little beside much', 20_000, [of(1_000_000)], 12_000],
  ['much beside little', 100_000, [of(10_000)], 30_000],
  ['much beside as much', 100_000, [of(10_000), of(100_000), of(400_000)], 90_000],
  ['beside a rest, which counts for less', 60_000, [demandOf(1_000_000, restPaceOf(practiceChain))], 18_000],
  ['nothing', 0, [of(400_000)], 12_000],
])('a read is made less often where all that is read would send too much: %s', (_, bytes, others, ms) => {
  expect(paceMsOf(steadyPaceOf(practiceChain), of(bytes), others)).toBe(ms)
})

test('no read is made more often than its chain makes blocks', () => {
  expect(steadyPaceOf(slow).fastestMs).toBe(60_000)
})
