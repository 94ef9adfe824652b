import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Address } from '../../../domain/asset'
import { convertMarkets } from '../read/convert'
import type { RawMarket } from '../read/raw'
import { makeRawMarket, makeRawSnapshot } from '../testing/market'
import { findOrigins } from './edges'
import { venueReaders } from './readers'
import { findRoute } from './route'

const COUNT = 12
const token = (n: number): Address => `0x${(n + 1).toString(16).padStart(40, '0')}`
const all = Array.from({ length: COUNT }, (_, n) => token(n))
const ends = fc.tuple(fc.nat(COUNT - 1), fc.nat(COUNT - 1)).map(([a, b]) => [token(a), token(b)] as const)

/** Markets whose venues connect any tokens in any way: what they are made of does not matter to a route. */
const market: fc.Arbitrary<RawMarket> = fc
  .record({ pairs: fc.array(ends, { maxLength: 12 }), vaults: fc.array(ends, { maxLength: 6 }) })
  .map(({ pairs, vaults }) =>
    makeRawMarket({
      uniswapPools: pairs.map(([token0, token1]) => ({
        adapter: token(0),
        token0,
        token1,
        reserve0: 1n,
        reserve1: 1n,
      })),
      vaults: vaults.map(([asset, vault]) => ({
        adapter: token(0),
        asset,
        vault,
        assetsPerShare: 1n,
        maxDeposit: 0n,
      })),
      balancerPools: [],
      stakings: [],
    }),
  )

describe('findOrigins', () => {
  it('has every token from which a route leads there, and no other', () => {
    fc.assert(
      fc.property(market, fc.constantFrom(...all), (of, to) => {
        const origins = findOrigins(of, to)
        for (const from of all) expect(origins.has(from)).toBe(findRoute(of, from, to) !== null)
      }),
    )
  })
})

it('lists a market once, however many of its tokens are farms', () => {
  const spies = venueReaders.map((reader) => vi.spyOn(reader, 'listPassages'))
  const snapshot = { ...makeRawSnapshot(), markets: [1, 2, 3].map(() => makeRawMarket()) }
  convertMarkets(snapshot, {}, 31337)
  convertMarkets(snapshot, {}, 31337)
  for (const spy of spies) {
    expect(spy).toHaveBeenCalledTimes(3)
    spy.mockRestore()
  }
})
