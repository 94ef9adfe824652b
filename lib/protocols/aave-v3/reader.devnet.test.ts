import { createClient, http, parseAbi } from 'viem'
import { multicall } from 'viem/actions'
import { describe, expect, inject, it } from 'vitest'
import { borrower, lenders, owner, practiceAave, practiceSpark } from '../../../devnet/accounts'
import { advanceTime, readPricedAssets, setPrice } from '../../../devnet/controls'
import { connectTestChain } from '../../../devnet/test-chain'
import { keepFresh } from '../../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../../devnet/testing/lending-market'
import { act, listHolders } from '../../../devnet/testing/lending-people'
import { practiceChain } from '../../config/chains'
import { type Address, isSameAddress } from '../../domain/asset'
import { computeHealthFactorWad, isLiquidatable } from '../../domain/health'
import { WAD } from '../../domain/math'
import type { OwnedPosition } from '../../domain/position'
import { aaveV3, type LendingProtocol, spark } from './protocols'
import { stateOf } from './read/state'
import { makeReader } from './reader'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const chainId = practiceChain.id
const trader: Address = '0x000000000000000000000000000000000000bEEF'
keepFresh(chain, trader)

const abi = parseAbi([
  'function balanceOf(address) view returns (uint256)',
  'function approve(address, uint256) returns (bool)',
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referral)',
  'function borrow(address asset, uint256 amount, uint256 rateMode, uint16 referral, address onBehalfOf)',
  'function getUserAccountData(address) view returns (uint256 collateral, uint256 debt, uint256 available, uint256 threshold, uint256 ltv, uint256 health)',
  'function getAssetPrice(address) view returns (uint256)',
  'function getReserveTokensAddresses(address) view returns (address supply, address stable, address debt)',
  'function getReserveConfigurationData(address) view returns (uint256 decimals, uint256 ltv, uint256 threshold, uint256 bonus, uint256 reserveFactor, bool usable, bool borrowable, bool stable, bool active, bool frozen)',
  'function getReserveCaps(address) view returns (uint256 borrow, uint256 supply)',
  'function getPaused(address) view returns (bool)',
  'function getSiloedBorrowing(address) view returns (bool)',
  'function getDebtCeiling(address) view returns (uint256)',
  'function getATokenTotalSupply(address) view returns (uint256)',
  'function getTotalDebt(address) view returns (uint256)',
  'function getPoolConfigurator() view returns (address)',
  'function setEModeCategory(uint8 id, uint16 ltv, uint16 threshold, uint16 bonus, address priceOf, string label)',
  'function setAssetLtvzeroInEMode(address asset, uint8 id, bool isWithout)',
])
const NO_DEBT = 2n ** 256n - 1n

const markets = [
  {
    name: 'Aave',
    protocol: aaveV3,
    provider: practiceAave,
    people: ['staker', 'several', 'brink', 'isolated', 'lone'],
  },
  { name: 'Spark', protocol: spark, provider: practiceSpark, people: ['staker', 'brink'] },
] as const

const connect = () => createClient({ chain: practiceChain, transport: http(url, { retryCount: 0 }) })

/** Growth is measured elsewhere. */
const readAccount = (protocol: LendingProtocol, owner: Address) =>
  makeReader(protocol).fetchAccount(connect(), chainId, owner, { growth: null })
const readMarkets = (protocol: LendingProtocol) =>
  makeReader(protocol).fetchMarkets(connect(), chainId, { growth: null })

/** The tokens of each reserve. */
async function readTokens(provider: Address) {
  const { pool, oracle, data, assets } = await readLendingMarket(chain, provider)
  const tokens = await Promise.all(
    assets.map((asset) =>
      chain.readContract({ address: data, abi, functionName: 'getReserveTokensAddresses', args: [asset] }),
    ),
  )
  return {
    pool,
    oracle,
    data,
    reserves: assets.map((asset, i) => ({
      asset,
      supply: tokens[i]?.[0] ?? asset,
      debt: tokens[i]?.[2] ?? asset,
    })),
  }
}

type Tokens = Awaited<ReturnType<typeof readTokens>>

/** What somebody has of each reserve's tokens at a block, by asset, and their health factor. */
async function readTruth({ pool, reserves }: Tokens, account: Address, blockNumber: bigint) {
  const balanceOf = (address: Address) =>
    ({ address, abi, functionName: 'balanceOf', args: [account] }) as const
  const read = (side: 'supply' | 'debt') =>
    multicall(chain, {
      contracts: reserves.map((reserve) => balanceOf(reserve[side])),
      allowFailure: false,
      deployless: true,
      batchSize: 0,
      blockNumber,
    })
  const [supplies, debts] = await Promise.all([read('supply'), read('debt')])
  const [, , , , , health] = await chain.readContract({
    address: pool,
    abi,
    functionName: 'getUserAccountData',
    args: [account],
    blockNumber,
  })
  const listed = (balances: readonly bigint[]) =>
    Object.fromEntries(
      reserves.flatMap(({ asset }, i) => (balances[i] ? [[asset.toLowerCase(), balances[i]]] : [])),
    )
  return { supplies: listed(supplies), debts: listed(debts), health: health === NO_DEBT ? null : health }
}

const amountsOf = (items: OwnedPosition['collaterals'] | OwnedPosition['debts']) =>
  Object.fromEntries(
    items.flatMap(({ asset, amount }) => (amount > 0n ? [[asset.address.toLowerCase(), amount]] : [])),
  )

/** Compares what is said of everybody with what the chain says, and how many they are. */
async function compareAll(protocol: LendingProtocol, provider: Address): Promise<number> {
  const tokens = await readTokens(provider)
  const people = await listHolders(
    chain,
    tokens.reserves.flatMap(({ supply, debt }) => [supply, debt]),
  )
  for (const person of people) {
    const { markets: read, positions } = await readAccount(protocol, person)
    const truth = await readTruth(tokens, person, read.block.number)
    const position = positions.find(({ account }) => isSameAddress(account, person))
    // what is in a Safe of theirs is compared as that Safe's
    const isCompared = (account: Address) => people.some((one) => isSameAddress(one, account))
    expect(positions.filter(({ account }) => !isCompared(account))).toEqual([])
    expect(amountsOf(position?.collaterals ?? [])).toEqual(truth.supplies)
    expect(amountsOf(position?.debts ?? [])).toEqual(truth.debts)
    if (!position) continue
    expect(position.chainHealthFactorWad).toBe(truth.health)
    expect(computeHealthFactorWad(position)).toBe(truth.health)
    expect(isLiquidatable(position)).toBe(truth.health !== null && truth.health < WAD)
    expect(position.isLiquidatable).toBe(isLiquidatable(position))
  }
  return people.length
}

describe.each(markets)('$name', { timeout: 240_000 }, ({ protocol, provider, people, name }) => {
  it('starts where the practice chain has it, on both practice chains', () => {
    const reader = makeReader(protocol)
    expect([31337, 31338, 1].map(reader.entryOn)).toEqual([provider, provider, null])
  })

  it('knows by address which tokens are dollars, and which grow against another', async () => {
    const { parts } = stateOf(await readMarkets(protocol))
    const symbols = new Set(parts.map(({ asset }) => asset.symbol))
    const there = (expected: readonly string[]) =>
      expected.filter((text) => symbols.has(text.split(' ')[0] ?? ''))
    expect(
      parts
        .filter((part) => part.isDollar)
        .map(({ asset }) => asset.symbol)
        .sort(),
    ).toEqual(there(['LONE', 'SYND', 'USDC', 'USDT']))
    const shares = parts.filter(({ share }) => share !== null)
    expect(shares.map(({ asset, base }) => `${asset.symbol} of ${base.symbol}`).sort()).toEqual(
      there(['sSYND of SYND', 'weETH of WETH', 'wstETH of WETH']),
    )
  })

  it('has what everybody has, to the unit, and judges it as the chain, to the wei', async () => {
    expect(await compareAll(protocol, provider)).toBeGreaterThan(people.length + 5)
  })

  it('tells what a lender lends as their position, and as supplies that are parts of it', async () => {
    const [lender = trader] = lenders
    const { markets: read, positions, supplies } = await readAccount(protocol, lender)
    expect(positions[0]?.collaterals.length).toBeGreaterThan(3)
    // the same money, which each supply says of itself
    const [position] = positions
    const amountOf = (poolId: string) => {
      const pool = read.pools.find(({ id }) => id === poolId)
      return position?.collaterals.find(({ asset }) => asset.address === pool?.asset.address)?.amount
    }
    expect(supplies.map(({ shares }) => shares)).toEqual(supplies.map(({ poolId }) => amountOf(poolId)))
    expect(supplies).toHaveLength(position?.collaterals.length ?? 0)
    expect(supplies.every(({ within }) => within?.positionId === position?.id)).toBe(true)
  })

  it('tells what everybody has after a month in which others traded, and a fall', async () => {
    await advanceTime(chain, 30 * 86_400)
    const { pool } = await readLendingMarket(chain, provider)
    const assets = await readPricedAssets(chain)
    const weth = assets.find(({ symbol }) => symbol === 'WETH')
    if (!weth) throw new Error('No WETH')
    const send = (to: Address, functionName: string, ...args: readonly unknown[]) =>
      act(chain, { from: trader, to, abi, functionName, args })
    await send(weth.address, 'approve', pool, 10n ** 18n)
    await send(pool, 'supply', weth.address, 10n ** 18n, trader, 0)
    await send(
      pool,
      'borrow',
      assets.find(({ symbol }) => symbol === 'USDC')?.address,
      10n ** 8n,
      2n,
      0,
      trader,
    )
    await setPrice(chain, weth.address, '1880')
    const count = await compareAll(protocol, provider)
    expect(count).toBeGreaterThan(people.length + 5)
    const brink = await readAccount(protocol, borrower(`${name.toLowerCase()} brink`))
    expect(brink.positions.map((position) => position.isLiquidatable)).toEqual([true])
  })

  it('tells prices, thresholds, caps and totals as the chain does', async () => {
    const { data, oracle, reserves } = await readTokens(provider)
    const snapshot = await readMarkets(protocol)
    const { raw } = stateOf(snapshot)
    // growth was not asked for
    expect(snapshot.issues.map(({ code }) => code)).toEqual(['yield-unmeasured'])
    expect(raw.reserves.map(({ underlying }) => underlying)).toEqual(reserves.map(({ asset }) => asset))
    for (const reserve of raw.reserves) {
      const { config, underlying } = reserve
      const blockNumber = raw.blockNumber
      const ask = { address: data, abi, args: [underlying], blockNumber } as const
      const [decimals, ltv, threshold, , factor, , borrowable, , active, frozen] = await chain.readContract({
        ...ask,
        functionName: 'getReserveConfigurationData',
      })
      expect(config).toMatchObject({
        decimals: Number(decimals),
        ltvBps: ltv,
        thresholdBps: threshold,
        reserveFactorBps: factor,
        isBorrowable: borrowable,
        isActive: active,
        isFrozen: frozen,
        isPaused: await chain.readContract({ ...ask, functionName: 'getPaused' }),
        isSiloed: await chain.readContract({ ...ask, functionName: 'getSiloedBorrowing' }),
        debtCeiling: await chain.readContract({ ...ask, functionName: 'getDebtCeiling' }),
      })
      const [borrowCap, supplyCap] = await chain.readContract({ ...ask, functionName: 'getReserveCaps' })
      expect([config.borrowCap, config.supplyCap]).toEqual([borrowCap, supplyCap])
      expect(reserve.priceE8).toBe(
        await chain.readContract({ ...ask, address: oracle, functionName: 'getAssetPrice' }),
      )
      expect(protocol.line.toSupply(reserve.scaledSupply, reserve.supplyIndexRay)).toBe(
        await chain.readContract({ ...ask, functionName: 'getATokenTotalSupply' }),
      )
      expect(protocol.line.toDebt(reserve.scaledDebt, reserve.debtIndexRay)).toBe(
        await chain.readContract({ ...ask, functionName: 'getTotalDebt' }),
      )
    }
  })
})

describe('categories', () => {
  const configure = async (provider: Address, functionName: string, ...args: readonly unknown[]) =>
    act(chain, {
      from: owner,
      to: await chain.readContract({ address: provider, abi, functionName: 'getPoolConfigurator' }),
      abi,
      functionName,
      args,
    })
  const findFarm = async (protocol: LendingProtocol) => {
    const { farms } = await readMarkets(protocol)
    return farms.find(({ asset, debtAsset }) => asset.symbol === 'wstETH' && debtAsset.symbol === 'WETH')
  }

  it('have one price for all on Spark, where that is set', async () => {
    const { assets } = await readLendingMarket(chain, practiceSpark)
    await configure(practiceSpark, 'setEModeCategory', 1, 9_200, 9_300, 10_100, assets[0], 'ETH')
    await compareAll(spark, practiceSpark)
    const { positions } = await readAccount(spark, borrower('spark staker'))
    expect(positions[0]?.collaterals[0]?.priceE8).toBe(2_000n * 10n ** 8n)
    expect((await findFarm(spark))?.priceE8).toBe(2_000n * 10n ** 8n)
  })

  it('of Aave that nothing may be borrowed against any more take nobody new, and keep who is in them', async () => {
    const { assets } = await readLendingMarket(chain, practiceAave)
    await configure(practiceAave, 'setAssetLtvzeroInEMode', assets[1], 1, true)
    await compareAll(aaveV3, practiceAave)
    // outside, less counts, and more may be borrowed
    expect(await findFarm(aaveV3)).toMatchObject({ isOpen: true, liquidationThresholdBps: 8_100n })
    const { positions } = await readAccount(aaveV3, borrower('aave staker'))
    expect(positions[0]?.collaterals[0]?.liquidationThresholdBps).toBe(9_500n)
  })
})
