import { describe, expect, it } from 'vitest'
import type { LendingPool } from '../../lib/domain/lending'
import type { AccountSnapshot, MarketSnapshot } from '../../lib/protocols/protocol'
import { groupByPlace, listLendSources, searchSources } from './list-lend-sources'

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
const lender = { data: makeMarkets('lender', 2n), account: null, readAtMs: 10 }
const other = { data: makeMarkets('other', 2n), account: null, readAtMs: 20 }

describe('listLendSources', () => {
  it('lists every protocol’s pools, with nobody connected too', () => {
    const sources = listLendSources(null, [lender, other])
    expect(sources?.map(({ pool }) => pool.id)).toEqual(['lender:1:0xp', 'other:1:0xp'])
    expect(sources?.every(({ account }) => account === null)).toBe(true)
  })

  it('gives each pool the account as its own protocol has it', () => {
    const sources = listLendSources(owner, [{ ...lender, account }, other])
    expect(sources?.map((s) => [s.markets.block.number, s.readAtMs, s.account?.owner])).toEqual([
      [2n, 10, owner],
      [2n, 20, undefined],
    ])
  })

  it('is nothing yet while nothing was read', () => {
    expect(listLendSources(owner, [{ ...lender, data: undefined }])).toBeNull()
  })

  it('lists what was read while something else was not', () => {
    const sources = listLendSources(owner, [{ ...lender, data: undefined }, other])
    expect(sources?.map(({ pool }) => pool.id)).toEqual(['other:1:0xp'])
  })
})

describe('groupByPlace', () => {
  it('keeps every pool once, with those of its own place, in their order', () => {
    const sources = listLendSources(null, [lender, other, lender]) ?? []
    const groups = groupByPlace(sources, ({ protocol }) => protocol)
    expect(groups.map(({ name, sources: of }) => [name, of.length])).toEqual([
      ['lender', 2],
      ['other', 1],
    ])
  })
})

describe('searchSources', () => {
  const sources = listLendSources(null, [lender, other]) ?? []
  const find = (search: string) =>
    searchSources(sources, search, ({ protocol }) => protocol).map(({ pool: { protocol } }) => protocol)

  it('finds by token and by place, every word of it, in whatever case', () => {
    expect(find('')).toEqual(['lender', 'other'])
    expect(find(' usdc ')).toEqual(['lender', 'other'])
    expect(find('Coin LENDER')).toEqual(['lender'])
    expect(find('usdc (+[')).toEqual([])
  })
})
