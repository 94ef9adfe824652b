import { type Address, erc20Abi, isAddressEqual, parseAbi, stringToHex } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { practiceEntry } from './accounts'
import { readPricedAssets } from './controls'
import { startPracticeChain } from './start'
import { connectTestChain, readAccounts, readManagers, readPools, readTargets } from './test-chain'

const chain = connectTestChain(inject('rpcUrl'))

const abi = parseAbi([
  'function getAddressOrRevert(bytes32 key, uint256 version) view returns (address)',
  'function getMarketConfigurators() view returns (address[])',
  'function contractsRegister() view returns (address)',
  'function getPools() view returns (address[])',
  'function pool() view returns (address)',
  'function underlyingToken() view returns (address)',
  'function totalBorrowed() view returns (uint256)',
  'function expectedLiquidity() view returns (uint256)',
  'function baseInterestRate() view returns (uint256)',
  'function rewardRate() view returns (uint256)',
  'function totalSupply() view returns (uint256)',
  'function stakingToken() view returns (address)',
  'function priceOracle() view returns (address)',
  'function getPrice(address) view returns (uint256)',
  'function collateralTokensCount() view returns (uint8)',
  'function getTokenByMask(uint256) view returns (address)',
  'function getSafePrice(address) view returns (uint256)',
  'function calcDebtAndCollateral(address, uint8) view returns ((uint256 debt, uint256 indexNow, uint256 indexThen, uint128 quotaInterest, uint256 interest, uint256 fees, uint256 totalDebtUSD, uint256 totalValue, uint256 totalValueUSD, uint256 twvUSD, uint256 enabled, uint256 quoted, address[] quotedTokens, address quotaKeeper))',
  'function creditAccounts() view returns (address[])',
])

async function symbolOf(address: Address): Promise<string> {
  return chain.readContract({ address, abi: erc20Abi, functionName: 'symbol' })
}

describe('practice scenario', () => {
  it('is found from the entry as a live deployment is', async () => {
    const lookUp = (key: string) =>
      chain.readContract({
        address: practiceEntry,
        abi,
        functionName: 'getAddressOrRevert',
        args: [stringToHex(key, { size: 32 }), 0n],
      })
    const factory = await lookUp('MARKET_CONFIGURATOR_FACTORY')
    const [configurator] = await chain.readContract({
      address: factory,
      abi,
      functionName: 'getMarketConfigurators',
    })
    if (!configurator) throw new Error('No market configurator')
    const register = await chain.readContract({
      address: configurator,
      abi,
      functionName: 'contractsRegister',
    })
    const pools = await chain.readContract({ address: register, abi, functionName: 'getPools' })
    const underlyings = pools.map((address) =>
      chain.readContract({ address, abi, functionName: 'underlyingToken' }),
    )
    expect(await Promise.all((await Promise.all(underlyings)).map(symbolOf))).toEqual(['USDC', 'WETH'])
    expect(await readManagers(chain)).toHaveLength(2)
    await expect(lookUp('NOBODY')).rejects.toThrow()
  })

  it('has lively pools: 60 to 75 % in use, interest running for a week', async () => {
    for (const address of await chain.readContract({
      address: practiceEntry,
      abi,
      functionName: 'getPools',
    })) {
      const borrowed = await chain.readContract({ address, abi, functionName: 'totalBorrowed' })
      const expected = await chain.readContract({ address, abi, functionName: 'expectedLiquidity' })
      const utilisation = Number(borrowed) / Number(expected)
      expect(utilisation).toBeGreaterThan(0.6)
      expect(utilisation).toBeLessThan(0.75)
      expect(await chain.readContract({ address, abi, functionName: 'baseInterestRate' })).toBeGreaterThan(0n)
    }
  })

  it('has safe and endangered borrowers, all of them healthy', async () => {
    const factors: number[] = []
    for (const address of await readManagers(chain)) {
      for (const account of await chain.readContract({ address, abi, functionName: 'creditAccounts' })) {
        const state = await chain.readContract({
          address,
          abi,
          functionName: 'calcDebtAndCollateral',
          args: [account, 3],
        })
        factors.push(Number(state.twvUSD) / Number(state.totalDebtUSD))
      }
    }
    expect(factors.length).toBeGreaterThanOrEqual(15)
    expect(Math.min(...factors)).toBeGreaterThan(1)
    expect(Math.min(...factors)).toBeLessThan(1.1)
    expect(Math.max(...factors)).toBeGreaterThan(1.4)
    expect(await readAccounts(chain)).toHaveLength(factors.length)
  })

  it('prices every collateral, safely too', async () => {
    for (const address of await readManagers(chain)) {
      const oracle = await chain.readContract({ address, abi, functionName: 'priceOracle' })
      const count = await chain.readContract({ address, abi, functionName: 'collateralTokensCount' })
      for (let index = 0; index < count; index += 1) {
        const token = await chain.readContract({
          address,
          abi,
          functionName: 'getTokenByMask',
          args: [1n << BigInt(index)],
        })
        const price = await chain.readContract({
          address: oracle,
          abi,
          functionName: 'getPrice',
          args: [token],
        })
        expect(price).toBeGreaterThan(0n)
        const safePrice = await chain.readContract({
          address: oracle,
          abi,
          functionName: 'getSafePrice',
          args: [token],
        })
        expect(safePrice).toBe(price)
      }
    }
  })

  it('values a pool share at its part of what the pool holds while the pool is at the feeds’ prices', async () => {
    const [manager] = await readManagers(chain)
    const [pool] = (await readPools(chain)).slice(-1)
    const farms = [...(await readTargets(chain, 'ADAPTER::STAKING_REWARDS')).keys()]
    const [farm] = farms
    if (!manager || !pool || !farm) throw new Error('No market, pool or farm')
    const oracle = await chain.readContract({ address: manager, abi, functionName: 'priceOracle' })
    const share = await chain.readContract({ address: farm, abi, functionName: 'stakingToken' })
    const supply = await chain.readContract({ address: share, abi, functionName: 'totalSupply' })
    const price = await chain.readContract({
      address: oracle,
      abi,
      functionName: 'getPrice',
      args: [share],
    })
    const assets = await readPricedAssets(chain)
    let held = 0
    for (const [index, token] of pool.tokens.entries()) {
      const asset = assets.find(({ address }) => isAddressEqual(address, token))
      held += (Number(pool.reserves[index]) / 10 ** (asset?.decimals ?? 0)) * Number(asset?.price)
    }
    expect(((Number(price) / 1e8) * Number(supply)) / 1e18 / held).toBeCloseTo(1, 6)
  })

  it('pays rewards worth 25 to 40 % a year on pool shares and 8 to 12 % on ether', async () => {
    const [manager] = await readManagers(chain)
    if (!manager) throw new Error('No market')
    const oracle = await chain.readContract({ address: manager, abi, functionName: 'priceOracle' })
    const rewardPrice = Number((await readPricedAssets(chain)).find(({ symbol }) => symbol === 'FARM')?.price)
    const yields: number[] = []
    for (const farm of (await readTargets(chain, 'ADAPTER::STAKING_REWARDS')).keys()) {
      const rate = await chain.readContract({ address: farm, abi, functionName: 'rewardRate' })
      const staked = await chain.readContract({ address: farm, abi, functionName: 'totalSupply' })
      const token = await chain.readContract({ address: farm, abi, functionName: 'stakingToken' })
      const price = await chain.readContract({
        address: oracle,
        abi,
        functionName: 'getPrice',
        args: [token],
      })
      yields.push((Number(rate) * 365 * 86_400 * rewardPrice) / (Number(staked) * (Number(price) / 1e8)))
    }
    const [onPoolShares = 0, onEther = 0] = yields
    expect(onPoolShares).toBeGreaterThan(0.25)
    expect(onPoolShares).toBeLessThan(0.4)
    expect(onEther).toBeGreaterThan(0.08)
    expect(onEther).toBeLessThan(0.12)
  })

  it('is at the same addresses each time, and at the time of day', async () => {
    const other = await startPracticeChain({ port: 0, blockTimeSeconds: 0 })
    try {
      expect(other.entry).toBe(practiceEntry)
      const otherChain = connectTestChain(other.url)
      expect(await readManagers(otherChain)).toEqual(await readManagers(chain))
      expect(await readTargets(otherChain, 'ADAPTER::STAKING_REWARDS')).toEqual(
        await readTargets(chain, 'ADAPTER::STAKING_REWARDS'),
      )
      const { timestamp } = await otherChain.getBlock()
      expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(10)
    } finally {
      await other.stop()
    }
  })
})
