import { createClient, http, parseAbi } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { lenders, practiceAave, practiceSpark, practiceUniswapV3 } from '../../../devnet/accounts'
import { connectTestChain } from '../../../devnet/test-chain'
import { keepFresh } from '../../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../../devnet/testing/lending-market'
import { type Act, act, wouldWork } from '../../../devnet/testing/lending-people'
import { practiceChain } from '../../config/chains'
import type { Address } from '../../domain/asset'
import type { Farm } from '../../domain/farm'
import { computeUnit, computeValueE8 } from '../../domain/value'
import { aaveV3, type LendingProtocol, spark } from './protocols'
import { convertMarkets } from './read/convert-markets'
import { stateOf } from './read/state'
import { makeReader } from './reader'
import { joinAll } from './testing/pool'
import { isPoolOf } from './venues/uniswap-v3/read'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const newcomer: Address = '0x000000000000000000000000000000000000bEEF'
const [lender] = lenders
keepFresh(chain, newcomer)

const abi = parseAbi([
  'function approve(address, uint256) returns (bool)',
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referral)',
  'function withdraw(address asset, uint256 amount, address to) returns (uint256)',
  'function borrow(address asset, uint256 amount, uint256 rateMode, uint16 referral, address onBehalfOf)',
  'function setUserUseReserveAsCollateral(address asset, bool isUsed)',
  'function setUserEMode(uint8 category)',
  'event PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, address pool)',
])

const markets = [
  {
    name: 'Aave',
    protocol: aaveV3,
    provider: practiceAave,
    lent: ['WETH', 'USDC', 'USDT', 'SYND', 'WBTC', 'cbBTC', 'LONE'],
  },
  {
    name: 'Spark',
    protocol: spark,
    provider: practiceSpark,
    lent: ['WETH', 'SYND', 'USDC', 'USDT', 'cbBTC'],
  },
] as const

const readTraded = (protocol: LendingProtocol) =>
  makeReader(protocol).fetchMarkets(
    createClient({ chain: practiceChain, transport: http(url, { retryCount: 0 }) }),
    practiceChain.id,
    { growth: null },
  )

/** As if each two assets were traded: few are on the practice chain. */
async function readMarkets(protocol: LendingProtocol) {
  const { raw } = stateOf(await readTraded(protocol))
  const structure = { ...raw.structure, pools: joinAll(raw.reserves) }
  return convertMarkets({ ...raw, structure }, {})
}

const farmOf = (farms: readonly Farm[], asset: string, debt: string): Farm | undefined =>
  farms.find((farm) => farm.asset.symbol === asset && farm.debtAsset.symbol === debt)

const worth = (usd: bigint, priceE8: bigint, decimals: number) =>
  (usd * 10n ** 8n * computeUnit(decimals)) / priceE8

describe.each(markets)('farms of $name', { timeout: 240_000 }, ({ protocol, provider, lent }) => {
  const by = (from: Address, to: Address, functionName: string, ...args: readonly unknown[]): Act => ({
    from,
    to,
    abi,
    functionName,
    args,
  })

  it('are the pairs that the chain lets somebody open, in the category that it lets them be in', async () => {
    if (!lender) throw new Error('No lender')
    const { pool } = await readLendingMarket(chain, provider)
    const before = await readMarkets(protocol)
    const { raw } = stateOf(before)
    // what everybody could bring was lent by somebody
    for (const { underlying, priceE8, config } of raw.reserves) {
      if (config.isPaused) continue
      const amount = worth(10_000n, priceE8, config.decimals)
      await act(chain, by(lender, pool, 'withdraw', underlying, amount, newcomer))
    }
    const { farms, ...snapshot } = await readMarkets(protocol)
    const { eModeOfFarm } = stateOf({ farms, ...snapshot })
    const categories = [0, ...raw.eModes.map(({ id }) => id)]
    const wrong: string[] = []
    for (const collateral of raw.reserves) {
      const amount = worth(10_000n, collateral.priceE8, collateral.config.decimals)
      const bring = [
        by(newcomer, collateral.underlying, 'approve', pool, amount),
        by(newcomer, pool, 'supply', collateral.underlying, amount, newcomer, 0),
        by(newcomer, pool, 'setUserUseReserveAsCollateral', collateral.underlying, true),
      ]
      for (const debt of raw.reserves) {
        if (debt === collateral) continue
        const farm = farmOf(farms, collateral.symbol, debt.symbol)
        const borrowed = worth(10n, debt.priceE8, debt.config.decimals)
        const borrow = by(newcomer, pool, 'borrow', debt.underlying, borrowed, 2n, 0, newcomer)
        const opensIn = async (category: number) => {
          const enter = category > 0 ? [by(newcomer, pool, 'setUserEMode', category)] : []
          // a category is entered with nothing there, as much as with a collateral of it
          return wouldWork(chain, [...enter, ...bring, borrow])
        }
        const offered = farm?.isOpen === true && farm.availableLiquidity >= borrowed
        if (offered) {
          if (!(await opensIn(eModeOfFarm.get(farm.id) ?? 0))) wrong.push(`${farm.name}: offered and refused`)
          continue
        }
        for (const category of categories) {
          if (await opensIn(category)) wrong.push(`${collateral.symbol}/${debt.symbol}: works in ${category}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  it('are those of them that a pool of the exchange joins', async () => {
    const logs = await chain.getContractEvents({
      address: practiceUniswapV3.factory,
      abi,
      eventName: 'PoolCreated',
      fromBlock: 0n,
      strict: true,
    })
    const { farms: all } = await readMarkets(protocol)
    const { farms } = await readTraded(protocol)
    const isTraded = ({ asset, debtAsset }: Farm) =>
      logs.some(({ args }) => isPoolOf(args, [asset.address, debtAsset.address]))
    const idsOf = (some: readonly Farm[]) => some.map(({ id }) => id)
    expect(idsOf(farms)).toEqual(idsOf(all.filter(isTraded)))
    expect(farms.length).toBeGreaterThan(1)
    expect(farms.length).toBeLessThan(all.length)
  })

  it('lend what is available, and not a unit more', async () => {
    if (!lender) throw new Error('No lender')
    const { pool } = await readLendingMarket(chain, provider)
    const { farms, block } = await readMarkets(protocol)
    // a lender of everything has collateral enough to take what is left of most reserves
    const isWithinReach = ({ availableLiquidity, debtPriceE8, debtAsset }: Farm) =>
      computeValueE8(availableLiquidity, debtPriceE8, debtAsset.decimals) < 40_000_000n * 10n ** 8n
    const debts = new Map(
      farms
        .filter((farm) => farm.isOpen && farm.asset.symbol === 'wstETH' && isWithinReach(farm))
        .map((farm) => [farm.debtAsset.symbol, farm]),
    )
    const refused: string[] = []
    for (const [symbol, { debtAsset, availableLiquidity }] of debts) {
      const borrow = (amount: bigint) =>
        wouldWork(chain, [by(lender, pool, 'borrow', debtAsset.address, amount, 2n, 0, lender)], block)
      if (!(await borrow(availableLiquidity))) refused.push(`${symbol}: all that is available`)
      if (await borrow(availableLiquidity + 1n)) refused.push(`${symbol}: more works`)
    }
    expect([...debts.keys()]).toEqual(lent)
    expect(refused).toEqual([])
  })
})

describe('each way in which a reserve stands in the way', () => {
  it('is told by Aave’s farms', async () => {
    const { farms } = await readMarkets(aaveV3)
    const find = (asset: string, debt: string) => farmOf(farms, asset, debt)
    // nobody may borrow it, or hold it as collateral
    expect(find('WETH', 'weETH')).toBeUndefined()
    expect(find('SYND', 'WETH')).toBeUndefined()
    // frozen and paused: for those who are in them
    expect([find('FORMER', 'USDC')?.isOpen, find('WETH', 'FORMER')?.isOpen]).toEqual([false, false])
    expect([find('HALTED', 'USDC')?.isOpen, find('WETH', 'HALTED')?.isOpen]).toEqual([false, false])
    // isolated: against some dollars, up to its ceiling
    expect(find('FARM', 'WETH')).toBeUndefined()
    const isolated = find('FARM', 'USDC')
    expect(isolated?.isOpen).toBe(true)
    expect(isolated?.availableLiquidity).toBe(420_000_009_999n)
    // nearly as much is borrowed as may be
    const capped = find('WETH', 'USDT')?.availableLiquidity ?? 0n
    expect(capped).toBeGreaterThan(0n)
    expect(capped).toBeLessThan(40_000n * 10n ** 6n)
    expect(find('WETH', 'LONE')?.isOpen).toBe(true)
  })

  it('is said with what a category is for', async () => {
    const markets = await readMarkets(aaveV3)
    const { eModeOfFarm } = stateOf(markets)
    const eModeOf = (asset: string, debt: string) =>
      eModeOfFarm.get(farmOf(markets.farms, asset, debt)?.id ?? '')
    expect(eModeOf('wstETH', 'WETH')).toBe(1)
    expect(eModeOf('wstETH', 'USDC')).toBe(0)
    expect(eModeOf('sSYND', 'SYND')).toBe(2)
    expect(eModeOf('WBTC', 'cbBTC')).toBe(3)
    const staked = farmOf(markets.farms, 'wstETH', 'WETH')
    expect(staked?.liquidationThresholdBps).toBe(9_500n)
    expect(staked?.direction).toBe('neutral')
    expect(staked?.maxLeverageWad).toBe(10n ** 22n / 700n)
    expect(farmOf(markets.farms, 'WETH', 'USDC')).toMatchObject({
      direction: 'long',
      liquidationThresholdBps: 8_300n,
    })
    expect(farmOf(markets.farms, 'USDC', 'WETH')?.direction).toBe('short')
  })
})
