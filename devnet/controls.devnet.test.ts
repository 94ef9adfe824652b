import { type Address, erc20Abi, getAddress, type Hex, isAddressEqual, parseAbi } from 'viem'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { borrower, practiceAave, practiceSpark } from './accounts'
import {
  advanceTime,
  fund,
  liquidateUnhealthy,
  readGifts,
  readPricedAssets,
  revertTo,
  setPrice,
  snapshot,
} from './controls'
import type { Liquidation } from './liquidations'
import type { PricedAsset } from './practice-methods'
import { connectTestChain, readAccounts, readManagers, readPools, readTargets } from './test-chain'
import { readLendingMarket } from './testing/lending-market'

const chain = connectTestChain(inject('rpcUrl'))
const day = 86_400

const abi = parseAbi([
  'function creditFacade() view returns (address)',
  'function maxDebtPerBlockMultiplier() view returns (uint8)',
  'function creditAccountInfo(address) view returns (uint256 debt, uint256, uint128, uint128, uint256, uint16, uint64, address borrower)',
  'function pool() view returns (address)',
  'function poolQuotaKeeper() view returns (address)',
  'function quotedTokens() view returns (address[])',
  'function getTokenQuotaParams(address) view returns (uint16, uint192, uint16, uint96, uint96 limit, bool)',
  'function rewardRate() view returns (uint256)',
  'function periodFinish() view returns (uint256)',
  'function convertToAssets(uint256) view returns (uint256)',
  'function getUserAccountData(address) view returns (uint256 collateral, uint256 debt, uint256, uint256, uint256, uint256 health)',
  'function getAssetPrice(address) view returns (uint256)',
])

async function priced(symbol: string): Promise<PricedAsset> {
  const asset = (await readPricedAssets(chain)).find((candidate) => candidate.symbol === symbol)
  if (!asset) throw new Error(`No ${symbol}`)
  return asset
}

/** How far each pool's ratio is from the feeds', greatest first. */
async function readDeviations(): Promise<readonly number[]> {
  const assets = await readPricedAssets(chain)
  const worth = (token: Address, amount: bigint) => {
    const asset = assets.find(({ address }) => isAddressEqual(address, token))
    if (!asset) throw new Error(`No price of ${token}`)
    return (Number(amount) / 10 ** asset.decimals) * Number(asset.price)
  }
  const pools = await readPools(chain)
  return pools
    .map(({ tokens, reserves }) =>
      Math.abs(worth(tokens[0], reserves[0]) / worth(tokens[1], reserves[1]) - 1),
    )
    .sort((a, b) => b - a)
}

/** Of whom was liquidated, who had a credit account. */
async function liquidateInGearbox(): Promise<readonly Liquidation[]> {
  const accounts = new Set(await readAccounts(chain))
  return (await liquidateUnhealthy(chain)).filter(({ account }) => accounts.has(account))
}

async function readStanding(provider: Address, who: string) {
  const { pool } = await readLendingMarket(chain, provider)
  const args = [getAddress(borrower(who))] as const
  const ask = { address: pool, abi, functionName: 'getUserAccountData', args } as const
  const [collateral, debt, , , , health] = await chain.readContract(ask)
  return { account: args[0], pool, collateral, debt, health }
}

describe('practice controls', () => {
  let id: Hex
  beforeEach(async () => {
    id = await snapshot(chain)
  })
  afterEach(() => revertTo(chain, id))

  it('start with every pool at its feeds’ prices', async () => {
    const deviations = await readDeviations()
    expect(deviations).toHaveLength(5)
    expect(deviations[0]).toBeLessThan(0.0005)
  })

  it.each([
    ['WETH', '1850.12345678'],
    ['WETH', '400'],
    ['WETH', '20000'],
    ['WETH', '0.00000001'],
    ['WETH', '1000000000'],
    ['USDC', '1000'],
    ['USDC', '0.97'],
    ['USDT', '1.02'],
    ['SYND', '0.9'],
    ['FARM', '0.05'],
    ['FARM', '0.00000001'],
    ['WBTC', '90000'],
    ['WBTC', '0.00000001'],
    ['cbBTC', '30000'],
    ['LONE', '1.05'],
  ])('set the price of %s to %s and trade the pools there', async (symbol, price) => {
    await setPrice(chain, (await priced(symbol)).address, price)
    expect(Number((await priced(symbol)).price)).toBe(Number(price))
    expect((await readDeviations())[0]).toBeLessThan(0.0005)
  })

  it('set a feed alone where that is asked for', async () => {
    await setPrice(chain, (await priced('WETH')).address, '1000', { feedOnly: true })
    expect((await priced('WETH')).price).toBe('1000.00000000')
    expect((await readDeviations())[0]).toBeGreaterThan(0.5)
  })

  it.each(['', '0', '-5', '1e3', '1.123456789', 'abc', '99999999999'])(
    'refuse %j as a price',
    async (price) => {
      await expect(setPrice(chain, (await priced('WETH')).address, price)).rejects.toThrow(/is not a price/)
    },
  )

  it('refuse a price for what has none of its own', async () => {
    const nobody = '0x000000000000000000000000000000000000dEaD'
    await expect(setPrice(chain, nobody, '1')).rejects.toThrow(/not an asset/)
    await expect(advanceTime(chain, 0.5)).rejects.toThrow(/not a number of seconds/)
  })

  it('advance time as far as asked, with rewards flowing at the same rate however far', async () => {
    const farms = [...(await readTargets(chain, 'ADAPTER::STAKING_REWARDS')).keys()]
    expect(farms).toHaveLength(2)
    const readFarm = async (address: Address) => ({
      rate: await chain.readContract({ address, abi, functionName: 'rewardRate' }),
      finish: await chain.readContract({ address, abi, functionName: 'periodFinish' }),
    })
    const before = await Promise.all(farms.map(readFarm))
    for (const days of [1, 30, 30, 30, 365]) {
      const { timestamp } = await chain.getBlock()
      const arrived = await advanceTime(chain, days * day)
      const passed = arrived - Number(timestamp)
      expect(passed).toBeGreaterThanOrEqual(days * day)
      expect(passed).toBeLessThan(days * day + 60)
      expect(Number((await chain.getBlock()).timestamp)).toBe(arrived)
      for (const [index, farm] of (await Promise.all(farms.map(readFarm))).entries()) {
        // A second may pass between reading the clock and renewing.
        expect(Number(farm.rate) / Number(before[index]?.rate)).toBeCloseTo(1, 5)
        expect(farm.finish).toBeGreaterThan(BigInt(arrived + 14 * day))
      }
    }
  })

  it('let savings grow by 9 to 12 % a year, for two years at least', async () => {
    const [vault] = [...(await readTargets(chain, 'ADAPTER::ERC4626_VAULT')).keys()]
    if (!vault) throw new Error('No savings vault')
    const share = () =>
      chain.readContract({ address: vault, abi, functionName: 'convertToAssets', args: [10n ** 18n] })
    const before = Number(await share())
    await advanceTime(chain, 365 * day)
    const growth = Number(await share()) / before - 1
    expect(growth).toBeGreaterThan(0.09)
    expect(growth).toBeLessThan(0.12)
    await advanceTime(chain, 365 * day)
    expect(Number(await share()) / before - 1).toBeGreaterThan(growth * 1.8)
  })

  it('liquidate every unhealthy position and nobody else', async () => {
    const managers = await readManagers(chain)
    expect(await liquidateUnhealthy(chain)).toEqual([])
    await setPrice(chain, (await priced('WETH')).address, '1700')
    const liquidated = await liquidateInGearbox()
    expect(liquidated.length).toBeGreaterThan(0)
    expect(liquidated.length).toBeLessThan((await readAccounts(chain)).length)
    for (const { account, market } of liquidated) {
      expect(managers.some((manager) => isAddressEqual(manager, market))).toBe(true)
      const [debt] = await chain.readContract({
        address: market,
        abi,
        functionName: 'creditAccountInfo',
        args: [account],
      })
      expect(debt).toBe(0n)
    }
    expect(await liquidateUnhealthy(chain)).toEqual([])
  })

  it.each([
    ['Aave', practiceAave, 'aave brink'],
    ['Spark', practiceSpark, 'spark brink'],
  ])('liquidate on %s as much as makes a position healthy again, and once', async (_, provider, who) => {
    const before = await readStanding(provider, who)
    await setPrice(chain, (await priced('WETH')).address, '1900')
    const fallen = await readStanding(provider, who)
    expect(fallen.health).toBeLessThan(10n ** 18n)
    const liquidated = await liquidateUnhealthy(chain)
    expect(liquidated.filter(({ account }) => isAddressEqual(account, fallen.account))).toEqual([
      { account: fallen.account, market: fallen.pool },
    ])
    const after = await readStanding(provider, who)
    expect(after.health).toBeGreaterThan(10n ** 18n)
    // half of the debt is what a position that has just become unhealthy may lose
    expect(Number(after.debt) / Number(before.debt)).toBeCloseTo(0.5, 2)
    expect(after.collateral).toBeGreaterThan(0n)
    expect(await liquidateUnhealthy(chain)).toEqual([])
  })

  it.each([
    ['Aave', practiceAave, 'aave brink'],
    ['Spark', practiceSpark, 'spark brink'],
  ])('liquidate on %s all of what is far under water, in a row', async (_, provider, who) => {
    await setPrice(chain, (await priced('WETH')).address, '1000')
    const fallen = await readStanding(provider, who)
    const liquidated = await liquidateUnhealthy(chain)
    expect(liquidated.filter(({ account }) => isAddressEqual(account, fallen.account))).toHaveLength(1)
    expect((await readStanding(provider, who)).collateral).toBe(0n)
    expect(await liquidateUnhealthy(chain)).toEqual([])
  })

  it('price for every market what they price', async () => {
    for (const symbol of ['WETH', 'USDC', 'WBTC', 'cbBTC']) {
      const { address } = await priced(symbol)
      await setPrice(chain, address, '123.45')
      for (const provider of symbol === 'WBTC' ? [practiceAave] : [practiceAave, practiceSpark]) {
        const { oracle } = await readLendingMarket(chain, provider)
        const ask = { address: oracle, abi, functionName: 'getAssetPrice', args: [address] } as const
        expect(await chain.readContract(ask)).toBe(123_45000000n)
      }
    }
  })

  it('keep both markets open to borrowers after liquidations with a loss', async () => {
    await setPrice(chain, (await priced('WETH')).address, '500')
    const fallen = await liquidateInGearbox()
    await setPrice(chain, (await priced('WETH')).address, '12000')
    const risen = await liquidateInGearbox()
    // Everybody but the saver, who holds dollars against dollars.
    expect(fallen.length + risen.length).toBe((await readAccounts(chain)).length - 1)
    for (const address of await readManagers(chain)) {
      const facade = await chain.readContract({ address, abi, functionName: 'creditFacade' })
      expect(
        await chain.readContract({ address: facade, abi, functionName: 'maxDebtPerBlockMultiplier' }),
      ).toBeGreaterThan(0)
      const pool = await chain.readContract({ address, abi, functionName: 'pool' })
      const keeper = await chain.readContract({ address: pool, abi, functionName: 'poolQuotaKeeper' })
      for (const token of await chain.readContract({ address: keeper, abi, functionName: 'quotedTokens' })) {
        const [, , , , limit] = await chain.readContract({
          address: keeper,
          abi,
          functionName: 'getTokenQuotaParams',
          args: [token],
        })
        expect(limit).toBeGreaterThan(0n)
      }
    }
  })

  it('hand out ether and tokens', async () => {
    const account = '0x00000000000000000000000000000000000A11cE'
    await fund(chain, account)
    expect(await chain.getBalance({ address: account })).toBe(100n * 10n ** 18n)
    const balanceOf = async (symbol: string) =>
      chain.readContract({
        address: (await priced(symbol)).address,
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [account],
      })
    expect(await balanceOf('WETH')).toBe(50n * 10n ** 18n)
    expect(await balanceOf('USDC')).toBe(100_000n * 10n ** 6n)
    expect(await balanceOf('USDT')).toBe(10_000n * 10n ** 6n)
    expect(await balanceOf('SYND')).toBe(10_000n * 10n ** 18n)
  })

  it('hand out what is farmed with', async () => {
    const account = '0x00000000000000000000000000000000000A11cE'
    await fund(chain, account)
    const gifts = await readGifts(chain)
    expect(gifts).toHaveLength(9)
    for (const address of gifts) {
      const ask = { address, abi: erc20Abi, functionName: 'balanceOf', args: [account] } as const
      expect(await chain.readContract(ask)).toBeGreaterThan(0n)
    }
  })

  it('go back to a snapshot, clock included', async () => {
    const before = await chain.getBlock()
    const here = await snapshot(chain)
    await setPrice(chain, (await priced('WETH')).address, '1234')
    await advanceTime(chain, 30 * day)
    await revertTo(chain, here)
    expect((await chain.getBlock()).hash).toBe(before.hash)
    await chain.mine({ blocks: 1 })
    expect(Number((await chain.getBlock()).timestamp - before.timestamp)).toBeLessThan(day)
    await expect(revertTo(chain, here)).rejects.toThrow(/no snapshot/)
  })

  it('run one after the other, however they are called', async () => {
    const { address } = await priced('WETH')
    await Promise.all([
      setPrice(chain, address, '2500'),
      setPrice(chain, address, '1500'),
      advanceTime(chain, day),
      setPrice(chain, address, '2200'),
    ])
    expect((await priced('WETH')).price).toBe('2200.00000000')
    expect((await readDeviations())[0]).toBeLessThan(0.0005)
  })
})
