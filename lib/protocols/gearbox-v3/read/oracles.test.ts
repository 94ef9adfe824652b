import { describe, expect, it } from 'vitest'
import type { Address } from '../../../domain/asset'
import type { ManageIntent } from '../../../domain/intent'
import { planManage } from '../../../plan/plan-manage'
import { planOpen } from '../../../plan/plan-open'
import type { AccountSnapshot } from '../../protocol'
import { gearboxV3 } from '..'
import { makeMarkets, makeRawAccount, makeRawMarket, makeRawSnapshot, owner, tokens } from '../testing/market'
import { convertAccount } from './convert'
import { convertOracles } from './oracles'
import type { RawMarket, RawToken } from './raw'

const E8 = 10n ** 8n
const timestamp = 1_000_000n

function changeToken(market: RawMarket, token: string, change: Partial<RawToken>): RawMarket {
  return { ...market, tokens: market.tokens.map((t) => (t.token === token ? { ...t, ...change } : t)) }
}

const readingOf = (market: RawMarket, token: `0x${string}`) => convertOracles(market, [token])[0]

describe('convertOracles', () => {
  const market = makeRawMarket()

  it('reads the base assets behind shares and stakes, each once', () => {
    const symbols = convertOracles(market, [tokens.stakedLp, tokens.usdc, tokens.vault]).map(
      (r) => r.asset.symbol,
    )
    expect(symbols).toEqual(['WETH', 'USDC', 'SYN'])
  })
  it('compares ether with the deepest pool and a dollar with other dollars alone', () => {
    expect(readingOf(market, tokens.weth)?.marketPriceE8).toBe(2_000n * E8)
    expect(readingOf(market, tokens.usdc)?.marketPriceE8).toBe(E8)
    expect(readingOf(makeRawMarket({ uniswapPools: [] }), tokens.usdc)?.marketPriceE8).toBeNull()
  })
  it('follows the deepest pool, whichever venue it is on', () => {
    const [pair, ...others] = market.uniswapPools
    const [pool] = market.balancerPools
    if (!pair || !pool) throw new Error('The test market has no pools')
    const deepPair = { ...pair, reserve0: 2n * pair.reserve0, reserve1: pair.reserve1 }
    const dear = makeRawMarket({ uniswapPools: [deepPair, ...others] })
    expect(readingOf(dear, tokens.weth)?.marketPriceE8).toBe(4_000n * E8)
    const deepPool = { ...pool, balances: [10_000n * 10n ** 18n, 30_000_000n * 10n ** 6n] }
    expect(readingOf(makeRawMarket({ balancerPools: [deepPool] }), tokens.weth)?.marketPriceE8).toBe(
      3_000n * E8,
    )
    const weighted = { ...deepPool, weights: [8n * 10n ** 17n, 2n * 10n ** 17n] }
    expect(readingOf(makeRawMarket({ balancerPools: [weighted] }), tokens.weth)?.marketPriceE8).toBe(
      12_000n * E8,
    )
  })
  it('knows no market for what is traded nowhere, or against nothing with a price', () => {
    expect(readingOf(market, tokens.reward)?.marketPriceE8).toBeNull()
    const priceless = changeToken(market, tokens.usdc, { price: 0n })
    expect(readingOf(priceless, tokens.weth)?.marketPriceE8).toBeNull()
  })
  it('tells no limit, no feed and no time apart from 0', () => {
    expect(readingOf(market, tokens.weth)).toMatchObject({ updatedAtSeconds: 1_000n, stalenessSeconds: null })
    const silent = changeToken(market, tokens.weth, {
      feed: `0x${'00'.repeat(20)}`,
      feedUpdatedAt: 0n,
      feedStaleness: 60n,
    })
    expect(readingOf(silent, tokens.weth)).toMatchObject({
      feed: null,
      updatedAtSeconds: null,
      stalenessSeconds: 60n,
    })
  })
})

describe('planning at prices that cannot be trusted', () => {
  const position = (account: AccountSnapshot) => account.positions[0]?.id ?? ''
  const accountOf = (market: RawMarket) =>
    convertAccount(makeRawSnapshot(market, [makeRawAccount()]), {}, 31337, owner)
  const tolerance = { slippageBps: 50n, deadlineSeconds: timestamp + 1_200n }
  type Action = ManageIntent extends infer I
    ? I extends unknown
      ? Omit<I, 'owner' | 'positionId'>
      : never
    : never

  function judge(market: RawMarket, action: Action) {
    const account = accountOf(market)
    const intent = { ...action, owner, positionId: position(account) } as ManageIntent
    const result = planManage(gearboxV3, account, intent, tolerance)
    const issues = result.ok ? result.plan.issues : result.issues
    return issues
      .filter(({ code }) => code.startsWith('price-') && !code.includes('impact'))
      .map((i) => [i.code, i.severity])
  }
  const usdcAsset = makeMarkets().farms[0]?.debtAsset
  if (!usdcAsset) throw new Error('The test market has no farm')
  const riskier: readonly Action[] = [
    { kind: 'borrow', amount: 100n * 10n ** 6n, use: 'wallet' },
    { kind: 'change-leverage', leverageWad: 4n * 10n ** 18n, compound: false },
    {
      kind: 'withdraw',
      withdraw: { asset: usdcAsset, amount: 1n },
      healthFactorFloorWad: 10n ** 18n,
    },
  ]
  const safer: readonly Action[] = [
    { kind: 'close', receive: usdcAsset },
    { kind: 'close', receive: 'as-is' },
    { kind: 'repay', amount: 'all' },
    { kind: 'repay', amount: 100n * 10n ** 6n },
    { kind: 'deposit', deposit: { asset: usdcAsset, amount: 10n ** 9n }, use: 'hold' },
    { kind: 'deposit', deposit: { asset: usdcAsset, amount: 10n ** 9n }, use: 'farm' },
    { kind: 'change-leverage', leverageWad: 15n * 10n ** 17n, compound: true },
    { kind: 'claim', use: 'farm' },
    { kind: 'claim', use: 'wallet' },
  ]
  const stale: readonly (readonly [string, readonly Address[]])[] = [
    ['one', [tokens.weth]],
    ['every', Object.values(tokens)],
  ]

  it.each(stale)('refuses what adds risk while %s feed is old, and never throws', (_, which) => {
    const market = which.reduce<RawMarket>(
      (m, token) => changeToken(m, token, { price: 0n, feedUpdatedAt: 1n, feedStaleness: 60n }),
      makeRawMarket(),
    )
    for (const action of riskier) expect(judge(market, action)).toEqual([['price-stale', 'refusal']])
    for (const action of safer) {
      // with nothing priced at all, the chain itself refuses what leaves a debt: it would have to weigh it
      const [first, ...rest] = judge(market, action)
      const endsDebt = action.kind === 'close' || (action.kind === 'repay' && action.amount === 'all')
      const isRefused = which.length > 1 && !endsDebt
      expect(first, action.kind).toEqual(['price-stale', isRefused ? 'refusal' : 'warning'])
      expect(which.length > 1 ? [] : rest).toEqual([])
    }
  })

  it('warns of a market that disagrees before risk is added, and notes it otherwise', () => {
    const market = changeToken(makeRawMarket(), tokens.weth, { price: 2_100n * E8 })
    expect(judge(market, { kind: 'borrow', amount: 100n * 10n ** 6n, use: 'wallet' })).toEqual([
      ['price-diverging', 'warning'],
    ])
    expect(judge(market, { kind: 'repay', amount: 100n * 10n ** 6n })).toEqual([['price-diverging', 'info']])
  })

  it('refuses to open at an old price', () => {
    const market = changeToken(makeRawMarket(), tokens.weth, {
      price: 0n,
      feedUpdatedAt: 1n,
      feedStaleness: 60n,
    })
    const markets = makeMarkets(market)
    const farm = markets.farms.find((f) => f.asset.address === tokens.stakedLp)
    if (!farm) throw new Error('The staked pool share is no farm')
    const intent = {
      kind: 'open',
      farmId: farm.id,
      owner,
      deposit: { asset: usdcAsset, amount: 10n ** 10n },
      leverageWad: 2n * 10n ** 18n,
    } as const
    const result = planOpen(gearboxV3, markets, null, intent, tolerance)
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'price-stale', severity: 'refusal' }] })
  })
})
