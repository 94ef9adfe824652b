import { describe, expect, it } from 'vitest'
import type { RawMarket } from '../read/raw'
import { makeRawMarket, tokens } from '../testing/market'
import { venues } from './list'
import { findRoute, mergeRoutes } from './route'
import type { Edge } from './venue'

const market = makeRawMarket()
const kindOf = (of: RawMarket, edge: Edge) =>
  venues.find(({ id }) => id === edge.venue)?.describe(of, edge).kind
const kindsOf = (from: keyof typeof tokens, to: keyof typeof tokens, of = market) =>
  findRoute(of, tokens[from], tokens[to])?.map((edge) => kindOf(of, edge)) ?? null

describe('findRoute', () => {
  it('finds the fewest conversions into each farm and back', () => {
    expect(kindsOf('usdc', 'stakedLp')).toEqual(['join-pool', 'stake'])
    expect(kindsOf('stakedLp', 'usdc')).toEqual(['unstake', 'exit-pool'])
    expect(kindsOf('usdc', 'stakedWeth')).toEqual(['swap', 'stake'])
    expect(kindsOf('usdc', 'vault')).toEqual(['swap', 'vault-deposit'])
    expect(kindsOf('vault', 'usdc')).toEqual(['vault-redeem', 'swap'])
    expect(kindsOf('usdc', 'usdc')).toEqual([])
  })

  it('finds none where there is none', () => {
    expect(kindsOf('reward', 'usdc')).toBeNull()
  })

  it('leaves a pool that only lets out, and does not enter it', () => {
    const closing = makeRawMarket({
      balancerPools: market.balancerPools.map((pool) => ({ ...pool, status: 3 })),
    })
    expect(kindsOf('usdc', 'stakedLp', closing)).toBeNull()
    expect(kindsOf('stakedLp', 'usdc', closing)).toEqual(['unstake', 'exit-pool'])
  })

  it('does not trade against empty pools or pools whose maths it does not know', () => {
    const empty = makeRawMarket({
      uniswapPools: market.uniswapPools.map((pool) => ({ ...pool, reserve0: 0n })),
    })
    expect(kindsOf('usdc', 'vault', empty)).toBeNull()
    const eighty = makeRawMarket({
      balancerPools: market.balancerPools.map((pool) => ({
        ...pool,
        weights: [8n * 10n ** 17n, 2n * 10n ** 17n],
      })),
    })
    expect(kindsOf('usdc', 'stakedLp', eighty)).toBeNull()
  })
})

describe('mergeRoutes', () => {
  it('walks what two routes share once, after everything that leads to it', () => {
    const fromWeth = findRoute(market, tokens.weth, tokens.stakedLp) ?? []
    const fromUsdc = findRoute(market, tokens.usdc, tokens.stakedLp) ?? []
    const merged = mergeRoutes([fromWeth, fromUsdc])
    expect(merged.map((edge) => [kindOf(market, edge), edge.from])).toEqual([
      ['join-pool', tokens.weth],
      ['join-pool', tokens.usdc],
      ['stake', tokens.lp],
    ])
  })
})
