import { describe, expect, it } from 'vitest'
import { WAD } from '../../../domain/math'
import { makeMarkets, makeRawAccount, makeRawMarket, makeRawSnapshot, owner, tokens } from '../testing/market'
import { convertAccount, convertMarkets } from './convert'
import type { RawMarket } from './raw'

const farms = makeMarkets().farms
const farmOf = (asset: string) => farms.find((farm) => farm.asset.address === asset)

describe('farms', () => {
  it('are what borrowed money can be turned into, stops on the way apart', () => {
    expect(farms.map((farm) => farm.name)).toEqual([
      'WETH against USDC',
      'WETH/USDC LP against USDC',
      'Staked WETH against USDC',
      'sSYN against USDC',
    ])
    expect(farms.map((farm) => farm.forms)).toEqual([
      ['spot'],
      ['leveraged-lp', 'liquidity-mining'],
      ['staking'],
      ['synthetic'],
    ])
    expect(farms.map((farm) => farm.direction)).toEqual(['long', 'long', 'long', 'neutral'])
  })

  it('owing the volatile asset is short of it', () => {
    const market = makeRawMarket()
    const [usdc, weth, ...others] = market.tokens
    if (!usdc || !weth) throw new Error('The fixture has both')
    const inWeth = makeRawMarket({ underlying: tokens.weth, tokens: [weth, usdc, ...others] })
    const short = makeMarkets(inWeth).farms.find((farm) => farm.asset.address === tokens.usdc)
    expect(short).toMatchObject({ name: 'USDC against WETH', direction: 'short', forms: ['spot'] })
    expect(short?.directionAsset.symbol).toBe('WETH')
  })

  it('follow each token of a half-and-half pool by a half', () => {
    expect(farmOf(tokens.stakedLp)?.exposures.map((e) => [e.asset.symbol, e.elasticityWad])).toEqual([
      ['WETH', WAD / 2n],
      ['USDC', WAD / 2n],
    ])
    expect(farmOf(tokens.vault)?.exposures.map((e) => e.asset.symbol)).toEqual(['SYN'])
  })

  it('take what can be converted as deposits, dollars first, never a reward', () => {
    expect(farmOf(tokens.stakedLp)?.depositAssets.map((d) => d.asset.symbol)).toEqual(['USDC', 'SYN', 'WETH'])
  })

  it('are those of what moves at any price: ether at 1.90 is no dollar, and a dollar at 0.40 is none the less one', () => {
    const priced = (token: string, price: bigint) =>
      makeMarkets(
        makeRawMarket({
          tokens: makeRawMarket().tokens.map((t) =>
            t.token === token ? { ...t, price, safePrice: price } : t,
          ),
        }),
      ).farms.map(({ name, direction }) => [name, direction])
    const usual = farms.map(({ name, direction }) => [name, direction])
    expect(priced(tokens.weth, 190_000_000n)).toEqual(usual)
    expect(priced(tokens.synth, 40_000_000n)).toEqual(usual)
  })

  it('are closed, and kept for those in them, where a collateral is forbidden or the market is not open to everybody', () => {
    const forbidden = makeRawMarket({
      tokens: makeRawMarket().tokens.map((t) => (t.token === tokens.vault ? { ...t, isForbidden: true } : t)),
    })
    const closed = (market: RawMarket) =>
      makeMarkets(market)
        .farms.filter((farm) => !farm.isOpen)
        .map((farm) => farm.asset.address)
    const every = farms.map((farm) => farm.asset.address)
    expect(closed(makeRawMarket())).toEqual([])
    expect(closed(forbidden)).toEqual([tokens.vault])
    expect(closed(makeRawMarket({ isPermissioned: true }))).toEqual(every)
    expect(closed(makeRawMarket({ isExpired: true }))).toEqual(every)
  })
})

describe('rates', () => {
  it('put the protocol’s share on top of the base rate and the quota rate', () => {
    // 4 % × 1.25 and 0.5 % × 1.25
    expect(farms[0]).toMatchObject({ borrowAprWad: WAD / 20n, cap: { aprWad: (625n * WAD) / 100_000n } })
  })

  it('measure rewards by what is paid now over what is staked', () => {
    // 0.1 × 31,536,000 × 4 USD a year over 400,000 shares at 89.4427191 USD
    const [reward] = farmOf(tokens.stakedLp)?.yields ?? []
    expect(reward).toMatchObject({ kind: 'reward', asset: { symbol: 'RWD' } })
    expect(Number(reward?.aprWad) / 1e18).toBeCloseTo(12_614_400 / (400_000 * 89.4427191), 9)
  })

  it('count a reward period that is over as nothing, and do not know a reward without price', () => {
    expect(farmOf(tokens.stakedWeth)?.yields[0]?.aprWad).toBe(0n)
    const unpriced = makeRawMarket({
      tokens: makeRawMarket().tokens.map((t) => (t.token === tokens.reward ? { ...t, price: 0n } : t)),
    })
    const farm = makeMarkets(unpriced).farms.find((f) => f.asset.address === tokens.stakedLp)
    expect(farm?.yields[0]?.aprWad).toBeNull()
  })

  it('take a vault’s growth as it was measured, and say so where it could not be', () => {
    expect(farmOf(tokens.vault)?.yields).toEqual([
      { kind: 'share-growth', aprWad: WAD / 10n, yearWad: WAD / 9n, asset: null },
    ])
    const unmeasured = convertMarkets(makeRawSnapshot(makeRawMarket(), []), {}, 31337)
    const farm = unmeasured.farms.find((f) => f.asset.address === tokens.vault)
    expect(farm?.yields).toEqual([{ kind: 'share-growth', aprWad: null, asset: null }])
  })
})

describe('positions', () => {
  it('of an expired market can be liquidated by anybody while they owe, however healthy', () => {
    const of = (isExpired: boolean, principal: bigint) =>
      convertAccount(
        makeRawSnapshot(makeRawMarket({ isExpired }), [makeRawAccount({ principal })]),
        {},
        31337,
        owner,
      ).positions[0]?.isLiquidatable
    expect([of(false, 1n), of(true, 1n), of(true, 0n)]).toEqual([false, true, false])
  })

  const account = convertAccount(
    makeRawSnapshot(makeRawMarket(), [makeRawAccount()]),
    { [tokens.vault]: null },
    31337,
    owner,
  )

  it('hold what the account holds, capped by its quotas, and owe its total debt', () => {
    const [position] = account.positions
    expect(position).toMatchObject({
      owner,
      farmId: farmOf(tokens.stakedLp)?.id,
      debts: [{ amount: 20_100n * 10n ** 6n, principal: 20_000n * 10n ** 6n }],
      isLiquidatable: false,
    })
    expect(position?.collaterals.map((c) => [c.asset.address, c.amount, c.cap?.amount])).toEqual([
      [tokens.stakedLp, 335n * 10n ** 18n, 26_000n * 10n ** 6n],
    ])
    expect(position?.rewards.map((r) => [r.asset.symbol, r.amount])).toEqual([['RWD', 5n * 10n ** 18n]])
  })

  it('warn where a vault’s growth could not be measured', () => {
    expect(account.markets.issues).toEqual([{ code: 'yield-unmeasured', severity: 'info' }])
  })
})
