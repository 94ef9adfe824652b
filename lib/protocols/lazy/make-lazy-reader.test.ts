import { createClient, custom } from 'viem'
import { expect, test } from 'vitest'
import type { MarketSnapshot, ProtocolReader } from '../protocol'
import { makeLazyReader } from './make-lazy-reader'

const client = createClient({ transport: custom({ request: async () => null }) })
const markets: MarketSnapshot = {
  protocol: 'told',
  chainId: 1,
  block: { number: 1n, timestamp: 1n },
  farms: [],
  pools: [],
  issues: [],
  state: null,
}
const account = {
  markets,
  owner: '0x0000000000000000000000000000000000000001',
  positions: [],
  supplies: [],
  wallet: [],
  nativeBalance: 0n,
} as const

const head = { id: 'told', name: 'Told', liquidates: 'parts', hasPools: false, entryOn: () => null } as const
const reader: ProtocolReader = {
  ...head,
  fetchMarkets: async (_, chainId) => ({ ...markets, chainId }),
  fetchAccount: async (_, __, owner) => ({ ...account, owner }),
  fetchGrowth: async () => 'growth',
  applyGrowth: (given, growth) => ({ ...given, state: growth }),
  applyGrowthToAccount: (given, growth) => ({ ...given, markets: { ...given.markets, state: growth } }),
  fetchPositionOwner: async () => account.owner,
}

test('what every page needs is there at once, and the rest comes with the first read, once', async () => {
  let loads = 0
  const lazy = makeLazyReader(head, async () => {
    loads += 1
    return reader
  })
  expect([lazy.id, lazy.name, lazy.liquidates, lazy.entryOn(1), loads]).toEqual([
    'told',
    'Told',
    'parts',
    null,
    0,
  ])
  expect((await lazy.fetchMarkets(client, 7)).chainId).toBe(7)
  expect((await lazy.fetchAccount(client, 1, account.owner)).owner).toBe(account.owner)
  expect(await lazy.fetchGrowth(client, markets)).toBe('growth')
  expect(await lazy.fetchPositionOwner(client, 1, '')).toBe(account.owner)
  expect(lazy.applyGrowth(markets, 'grown').state).toBe('grown')
  expect(lazy.applyGrowthToAccount(account, 'grown').markets.state).toBe('grown')
  expect(loads).toBe(1)
})

test('code that does not come is a read that failed, and the next read fetches it anew', async () => {
  let isDown = true
  const lazy = makeLazyReader(head, async () => {
    if (isDown) throw new Error('Loading chunk 7 failed')
    return reader
  })
  await expect(lazy.fetchMarkets(client, 1)).rejects.toThrow('chunk 7')
  // of a snapshot that somebody else made
  expect(lazy.applyGrowth(markets, 'grown')).toBe(markets)
  expect(lazy.applyGrowthToAccount(account, 'grown')).toBe(account)
  isDown = false
  expect((await lazy.fetchMarkets(client, 7)).chainId).toBe(7)
})
