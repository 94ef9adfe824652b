import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { createClient, custom } from 'viem'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { hashFn } from 'wagmi/query'
import { accountQueryOptions } from './account'
import { isComplete, isPending } from './all-places'
import type { ChainRead } from './chain-read'
import { refreshGrowthMs } from './growth'
import { marketsKey, marketsQueryOptions } from './markets'
import { areMarketsReadAlone } from './page-snapshots'
import { listPlaces, type Place } from './place'
import { findFault } from './read-chain'
import { madeUpChain, madeUpNode, madeUpReader } from './testing/made-up'

const slow = madeUpChain(901, 'Slow', 60_000)
const fast = madeUpChain(902, 'Fast', 250)
const lender = madeUpReader('lender', 'Lender', [slow.id, fast.id])
const vaults = madeUpReader('vaults', 'Vaults', [fast.id])
const owner = `0x${'0a'.repeat(20)}` as const

/** The block that each protocol's read answers with, by chain; what is missing here is refused. */
let blocks: Record<number, Record<string, bigint>>
let nodes: Record<number, ReturnType<typeof madeUpNode>>
let queryClient: QueryClient

const places = listPlaces([lender, vaults], [slow, fast])
const [onSlow, onFast, vaultsOnFast] = places as readonly [Place, Place, Place]

beforeEach(() => {
  blocks = { [slow.id]: { lender: 100n }, [fast.id]: { lender: 9_000n, vaults: 9_001n } }
  const nodeOf = (chain: typeof slow) =>
    madeUpNode(chain, (protocol) => {
      const block = blocks[chain.id]?.[protocol]
      if (block === undefined) throw new Error(`${protocol} is out of luck`)
      return block
    })
  nodes = { [slow.id]: nodeOf(slow), [fast.id]: nodeOf(fast) }
  queryClient = new QueryClient({ defaultOptions: { queries: { queryKeyHashFn: hashFn, retryDelay: 0 } } })
})

const marketsOf = (place: Place) => marketsQueryOptions(queryClient, nodes[place.chain.id]?.client, place)
const accountOf = (place: Place) =>
  accountQueryOptions(queryClient, nodes[place.chain.id]?.client, place, owner)

/** Reads the markets of every place, as a page does, and settles. */
async function readAll() {
  const observers = places.map((place) => new QueryObserver(queryClient, marketsOf(place)))
  await Promise.allSettled(observers.map((observer) => observer.refetch()))
  return observers
}

test('a protocol is read on the chains that it is on, and nowhere else', () => {
  expect(places.map(({ reader, chain }) => [reader.id, chain.id])).toEqual([
    ['lender', 901],
    ['lender', 902],
    ['vaults', 902],
  ])
})

describe('what is read of several protocols on several chains', () => {
  test('is kept apart, by protocol and chain', async () => {
    await readAll()
    await Promise.all(places.map((place) => queryClient.fetchQuery(accountOf(place))))
    const kept = queryClient.getQueryCache().getAll()
    expect(new Set(kept.map(({ queryHash }) => queryHash)).size).toBe(2 * places.length)
    for (const place of places) {
      const expected = { protocol: place.reader.id, chainId: place.chain.id }
      expect(queryClient.getQueryData(marketsKey(place))).toMatchObject({
        snapshot: expected,
        block: { number: blocks[place.chain.id]?.[place.reader.id] },
      })
      expect(queryClient.getQueryData(accountOf(place).queryKey)).toMatchObject({
        snapshot: { markets: expected, owner },
      })
    }
  })

  test('stands where one of them fails, whose fault is its own', async () => {
    delete blocks[fast.id]?.lender
    const observers = await readAll()
    expect(observers.map((observer) => observer.getCurrentResult().status)).toEqual([
      'success',
      'error',
      'success',
    ])
    expect(places.map((place) => findFault(marketsKey(place))?.code ?? null)).toEqual([
      null,
      'rpc-refused',
      null,
    ])
  })

  test('is tried again alone', async () => {
    delete blocks[fast.id]?.lender
    const observers = await readAll()
    const before = nodes[slow.id]?.asked.length
    nodes[fast.id]?.asked.splice(0)
    blocks[fast.id] = { lender: 9_005n, vaults: 9_005n }
    await observers[1]?.refetch()
    expect(queryClient.getQueryData(marketsKey(onFast))).toMatchObject({ block: { number: 9_005n } })
    expect(queryClient.getQueryData(marketsKey(vaultsOnFast))).toMatchObject({ block: { number: 9_001n } })
    expect(findFault(marketsKey(onFast))).toBeNull()
    expect(nodes[fast.id]?.asked).toEqual(expect.arrayContaining(['read lender']))
    expect(nodes[fast.id]?.asked).not.toContain('read vaults')
    expect(nodes[slow.id]?.asked).toHaveLength(before ?? 0)
  })

  test('never goes back on one chain because of the blocks of another', async () => {
    await readAll()
    blocks[fast.id] = { lender: 8_000n, vaults: 9_002n }
    blocks[slow.id] = { lender: 101n }
    await readAll()
    const isBehind = (place: Place) =>
      queryClient.getQueryData<{ isBehind: boolean }>(marketsKey(place))?.isBehind
    expect(places.map(isBehind)).toEqual([false, true, false])
  })

  test('is of the chain that it was asked for, and a node that answers for another is alone in that', async () => {
    const request = async () => '0x1'
    const liar = createClient({ chain: fast, transport: custom({ request }, { retryCount: 0 }) })
    const key = marketsKey(onFast)
    await expect(queryClient.fetchQuery(marketsQueryOptions(queryClient, liar, onFast))).rejects.toThrow()
    await queryClient.fetchQuery(marketsOf(onSlow))
    expect(findFault(key)).toMatchObject({ code: 'rpc-other-chain', expected: 'Fast' })
    expect(findFault(marketsKey(onSlow))).toBeNull()
  })

  test('asks each chain once which it is', async () => {
    await readAll()
    await readAll()
    for (const { id } of [slow, fast]) {
      expect(nodes[id]?.asked.filter((call) => call === 'eth_chainId')).toHaveLength(1)
    }
  })

  test('is read again once a block, of fast chains less often', async () => {
    await readAll()
    const paces = [onSlow, onFast].map(
      (place) => queryClient.getQueryData<ChainRead<unknown>>(marketsKey(place))?.paceMs,
    )
    expect(paces).toEqual([60_000, 12_000])
  })
})

test('the first markets are known while others are under way, and are no longer shown once all are', async () => {
  let goOn = () => {}
  const isUnderWay = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const reader: Place['reader'] = {
    ...lender,
    fetchMarkets: async (client, chainId, { onPart } = {}) => {
      const whole = await lender.fetchMarkets(client, chainId)
      onPart?.({ ...whole, block: { number: 1n, timestamp: 12n } })
      await isUnderWay
      onPart?.({ ...whole, block: { number: 2n, timestamp: 24n } })
      return whole
    },
  }
  const place = { ...onSlow, reader }
  const known = () => queryClient.getQueryData<ChainRead<unknown>>(marketsKey(place))
  const read = queryClient.fetchQuery(marketsOf(place))
  await vi.waitFor(() => expect(known()).toMatchObject({ isPart: true, block: { number: 1n } }))
  goOn()
  await read
  expect(known()).toMatchObject({ block: { number: 100n } })
  expect(known()?.isPart).toBeUndefined()
})

test('a page waits for places that have neither answered nor failed, and knows when it has all', () => {
  const reading = {
    place: onSlow,
    readAtMs: 0,
    confirmedAtMs: null,
    paceMs: 12_000,
    isBehind: false,
    isPart: false,
    refetch: () => {},
  }
  const fault = { code: 'rpc-busy', severity: 'refusal' } as const
  const waiting = { ...reading, data: undefined, fault: null }
  const failed = { ...reading, data: undefined, fault }
  const read = { ...reading, data: 1, fault: null }
  expect([isPending([read, waiting]), isComplete([read, waiting])]).toEqual([true, false])
  const part = { ...read, isPart: true }
  expect([isPending([read, part]), isComplete([read, part])]).toEqual([true, false])
  expect([isPending([read, failed]), isComplete([read, failed])]).toEqual([false, false])
  expect([isPending([read, { ...read, fault }]), isComplete([read, { ...read, fault }])]).toEqual([
    false,
    true,
  ])
})

test('how shares grow is measured once a minute, and with every read while it is not known', () => {
  expect(refreshGrowthMs(fast, { growth: {} })).toBe(60_000)
  expect(refreshGrowthMs(fast, { growth: null })).toBe(12_000)
  expect(refreshGrowthMs(fast, undefined)).toBe(12_000)
})

test('markets are read alone where nobody is connected, or the account does not come', () => {
  const fault = { code: 'rpc-busy', severity: 'refusal' } as const
  expect(areMarketsReadAlone(null, { data: undefined, fault: null })).toBe(true)
  expect(areMarketsReadAlone(owner, { data: undefined, fault: null })).toBe(false)
  expect(areMarketsReadAlone(owner, { data: undefined, fault })).toBe(true)
})
