import fc from 'fast-check'
import { concatHex, getAddress, type Hex, numberToHex, pad, slice } from 'viem'
import { describe, expect, it } from 'vitest'
import { NoCodeError } from '../../../domain/no-code-error'
import { anyAddress } from '../../../safe/testing/arbitraries'
import { encodePage } from '../testing/encode-page'
import { readPage, type StructureMarket, type StructurePage, type StructureToken } from './structure-page'

const anyWord = fc.bigInt(0n, 2n ** 256n - 1n)
const anyBytes = anyWord.map((word): Hex => numberToHex(word, { size: 32 }))
const anyText = fc.stringMatching(/^[ -~]{0,64}$/)
const listOf = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 4 })
const anyCollateral = fc.record({ token: anyAddress, feed: anyAddress, reserveFeed: anyAddress })

const anyMarket: fc.Arbitrary<StructureMarket> = fc
  .record({
    creditManager: anyAddress,
    failed: anyBytes,
    creditFacade: anyAddress,
    configurator: anyAddress,
    pool: anyAddress,
    quotaKeeper: anyAddress,
    oracle: anyAddress,
    underlying: anyAddress,
    degenNFT: anyAddress,
    isExpirable: fc.boolean(),
    adaptersHash: anyWord,
    name: anyText,
    poolName: anyText,
    collaterals: listOf(anyCollateral),
    uniswapPools: listOf(
      fc.record({ adapter: anyAddress, token0: anyAddress, token1: anyAddress, pair: anyAddress }),
    ),
    balancerPools: listOf(
      fc.record({ adapter: anyAddress, vault: anyAddress, poolId: anyBytes }).map((pool) => ({
        ...pool,
        pool: getAddress(slice(pool.poolId, 0, 20)),
      })),
    ),
    stakings: listOf(
      fc.record({
        adapter: anyAddress,
        target: anyAddress,
        stakingToken: anyAddress,
        rewardsToken: anyAddress,
        phantomToken: anyAddress,
      }),
    ),
    vaults: listOf(fc.record({ adapter: anyAddress, vault: anyAddress, asset: anyAddress })),
    pairs: listOf(fc.record({ adapter: anyAddress, hash: anyWord, isOfPairs: fc.constant(true) })),
    poolIds: listOf(fc.record({ adapter: anyAddress, hash: anyWord, isOfPairs: fc.constant(false) })),
    broken: listOf(anyAddress),
  })
  .map(({ collaterals, pairs, poolIds, ...market }) => ({
    ...market,
    tokens: collaterals.map(({ token }) => token),
    feeds: collaterals.map(({ feed }) => feed),
    reserveFeeds: collaterals.map(({ reserveFeed }) => reserveFeed),
    listings: [...pairs, ...poolIds],
  }))

const anyToken: fc.Arbitrary<StructureToken> = fc.record({
  token: anyAddress,
  isReadable: fc.boolean(),
  decimals: fc.nat(77),
  isPhantom: fc.boolean(),
  symbol: anyText,
  name: anyText,
})

const anyPage: fc.Arbitrary<StructurePage> = fc.record({
  blockNumber: anyWord,
  count: anyWord,
  next: anyWord,
  markets: listOf(anyMarket),
  tokens: listOf(anyToken),
  brokenConfigurators: listOf(anyAddress),
})

describe('the words of a page', () => {
  it('are read as what was written', () => {
    fc.assert(
      fc.property(anyPage, (page) => {
        expect(readPage(encodePage(page))).toEqual(page)
      }),
    )
  })

  it('are refused where the last of them are missing', () => {
    fc.assert(
      fc.property(anyPage, fc.nat(), (page, any) => {
        const data = encodePage(page)
        const words = (data.length - 2) / 64
        expect(() => readPage(slice(data, 0, 32 * (any % words)))).toThrow()
      }),
    )
  })

  it('are refused where they are of no kind that is known, and where there is no code', () => {
    expect(() => readPage(concatHex([pad('0x63'), pad('0x01')]))).toThrow(RangeError)
    expect(() => readPage('0x')).toThrow(NoCodeError)
  })
})
