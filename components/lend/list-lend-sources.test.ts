import { describe, expect, it } from 'vitest'
import type { LendingPool } from '../../lib/domain/lending'
import type { AccountSnapshot, MarketSnapshot } from '../../lib/protocols/protocol'
import { listLendSources } from './list-lend-sources'

const owner = '0x00000000000000000000000000000000000000aa'
const pool: LendingPool = {
  id: 'test:1:0xp',
  protocol: 'test',
  chainId: 1,
  address: '0x00000000000000000000000000000000000000dd',
  name: 'Pool',
  asset: {
    address: '0x00000000000000000000000000000000000000cc',
    symbol: 'USDC',
    name: 'USD Coin',
    decimals: 6,
  },
  priceE8: 1n,
  totalAssets: 1n,
  totalShares: 1n,
  availableLiquidity: 1n,
  supplyAprWad: 0n,
  withdrawFeeBps: 0n,
  isPaused: false,
}

function makeMarkets(protocol: string, block: bigint): MarketSnapshot {
  return {
    protocol,
    chainId: 1,
    block: { number: block, timestamp: block },
    farms: [],
    pools: [{ ...pool, id: `${protocol}:1:0xp`, protocol }],
    issues: [],
    state: null,
  }
}

const account: AccountSnapshot = {
  markets: makeMarkets('lender', 2n),
  owner,
  positions: [],
  supplies: [],
  wallet: [],
  nativeBalance: 0n,
}
const markets = { data: [makeMarkets('lender', 1n), makeMarkets('other', 1n)], dataUpdatedAt: 10 }

describe('listLendSources', () => {
  it('lists every protocol’s pools, with nobody connected too', () => {
    const sources = listLendSources(null, markets, { dataUpdatedAt: 0 })
    expect(sources?.map(({ pool }) => pool.id)).toEqual(['lender:1:0xp', 'other:1:0xp'])
    expect(sources?.every(({ account }) => account === null)).toBe(true)
  })

  it('takes a pool from the block that the account was read in', () => {
    const sources = listLendSources(owner, markets, { data: [account], dataUpdatedAt: 20 })
    expect(sources?.map((s) => [s.markets.block.number, s.readAtMs, s.account?.owner])).toEqual([
      [2n, 20, owner],
      [1n, 10, undefined],
    ])
  })

  it('forgets the account of who is no longer connected', () => {
    const [source] = listLendSources(null, markets, { data: [account], dataUpdatedAt: 20 }) ?? []
    expect(source).toMatchObject({ account: null, markets: { block: { number: 1n } } })
  })

  it('is nothing yet while nothing was read', () => {
    expect(listLendSources(owner, { dataUpdatedAt: 0 }, { data: [account], dataUpdatedAt: 1 })).toBeNull()
  })
})
