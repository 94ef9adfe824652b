import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { beforeEach, expect, test } from 'vitest'
import { hashFn } from 'wagmi/query'
import { accountQueryOptions } from './account'
import { marketsKey, marketsQueryOptions } from './markets'
import type { Place } from './place'
import { madeUpChain, madeUpNode, madeUpReader } from './testing/made-up'

const chain = madeUpChain(901, 'Slow', 60_000)
const owner = `0x${'0a'.repeat(20)}` as const
const scope = { farmId: 'lender:901:farm' }
const asked: unknown[] = []
const lender = madeUpReader('lender', 'Lender', [chain.id])
const place: Place = {
  chain,
  reader: {
    ...lender,
    fetchMarkets: (client, chainId, options) => {
      asked.push(options?.scope)
      return lender.fetchMarkets(client, chainId, options)
    },
    fetchAccount: (client, chainId, of, options) => {
      asked.push(options?.scope)
      return lender.fetchAccount(client, chainId, of, options)
    },
  },
}
let block = 100n
const { client } = madeUpNode(chain, () => block)
let queryClient: QueryClient

beforeEach(() => {
  asked.length = 0
  block = 100n
  queryClient = new QueryClient({ defaultOptions: { queries: { queryKeyHashFn: hashFn, retry: false } } })
})

const markets = (of?: typeof scope) => marketsQueryOptions(queryClient, client, place, of)
const account = (of?: typeof scope) => accountQueryOptions(queryClient, client, place, owner, { scope: of })

test('a part is asked for alone, and kept apart from all of it', async () => {
  await queryClient.fetchQuery(markets(scope))
  await queryClient.fetchQuery(account(scope))
  expect(asked).toEqual([scope, scope])
  expect(queryClient.getQueryData(marketsKey(place))).toBeUndefined()
  expect(queryClient.getQueryData(account().queryKey)).toBeUndefined()
})

test('a part begins with what was read of all of it, as old as that is', async () => {
  await queryClient.fetchQuery(account())
  const updatedAt = queryClient.getQueryState(account().queryKey)?.dataUpdatedAt
  await queryClient.fetchQuery(account(scope))
  expect(asked).toEqual([undefined])
  expect(queryClient.getQueryData(account(scope).queryKey)).toMatchObject({ block: { number: 100n } })
  expect(queryClient.getQueryState(account(scope).queryKey)?.dataUpdatedAt).toBe(updatedAt)
})

test('the first markets, while more are under way, are nothing to begin with', () => {
  queryClient.setQueryData(marketsKey(place), { isPart: true } as never)
  const read = new QueryObserver(queryClient, { ...markets(scope), enabled: false })
  expect(read.getCurrentResult().data).toBeUndefined()
})

test('a part that nobody looks at is forgotten once all was read, for it is older', async () => {
  await queryClient.fetchQuery(markets(scope))
  await queryClient.fetchQuery(account(scope))
  block = 101n
  await queryClient.fetchQuery(markets())
  await queryClient.fetchQuery(account())
  expect(queryClient.getQueryData(marketsKey(place, scope))).toBeUndefined()
  expect(queryClient.getQueryData(account(scope).queryKey)).toBeUndefined()
  expect(queryClient.getQueryData(marketsKey(place))).toMatchObject({ block: { number: 101n } })
})
