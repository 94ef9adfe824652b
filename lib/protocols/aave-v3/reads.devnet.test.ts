import { createClient, type Hex, http, numberToHex, parseAbi } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { borrower, owner, practiceAave, practiceSpark } from '../../../devnet/accounts'
import { advanceTime } from '../../../devnet/controls'
import { connectTestChain } from '../../../devnet/test-chain'
import { BLOCKS_ON_TOP, connectOnTop, placeArbSys } from '../../../devnet/testing/chain-on-top'
import { keepFresh } from '../../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../../devnet/testing/lending-market'
import { act } from '../../../devnet/testing/lending-people'
import { practiceChain } from '../../config/chains'
import type { Address } from '../../domain/asset'
import type { Farm } from '../../domain/farm'
import { computeLiquidationPrices } from '../../domain/liquidation'
import { WAD } from '../../domain/math'
import { makePositionId } from './ids'
import { aaveV3, spark } from './protocols'
import { stateOf } from './read/state'
import { makeReader } from './reader'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const chainId = practiceChain.id
const nobody: Address = '0x000000000000000000000000000000000000bEEF'
keepFresh(chain, nobody)

const abi = parseAbi([
  'function setAssetSources(address[] assets, address[] sources)',
  'function setPriceOracleSentinel(address)',
  'function getIncentivesController() view returns (address)',
  'function getUserRewards(address[] assets, address user, address reward) view returns (uint256)',
  'function getUserAccountData(address) view returns (uint256 collateral, uint256 debt, uint256 available, uint256 threshold, uint256 ltv, uint256 health)',
  'function getSourceOfAsset(address) view returns (address)',
  'function getRewardsData(address asset, address reward) view returns (uint256 index, uint256 perSecond, uint256 updatedAt, uint256 end)',
  'function totalSupply() view returns (uint256)',
  'function withdraw(address asset, uint256 amount, address to) returns (uint256)',
  'function getReserveTokensAddresses(address) view returns (address supply, address stable, address debt)',
  'function getRewardsList() view returns (address[])',
  'function getRewardOracle(address) view returns (address)',
  'function getTransferStrategy(address) view returns (address)',
  'function EMISSION_MANAGER() view returns (address)',
  'function configureAssets((uint88 emissionPerSecond, uint256 totalSupply, uint32 distributionEnd, address asset, address reward, address transferStrategy, address rewardOracle)[] configs)',
])

const markets = [
  { name: 'Aave', protocol: aaveV3, provider: practiceAave, of: 'aave' },
  { name: 'Spark', protocol: spark, provider: practiceSpark, of: 'spark' },
] as const

type Sent = { readonly method: string; readonly up: number; readonly params: readonly unknown[] }

/** A connection of its own, which knows nothing yet, with what went over it; `refused` methods are not there. */
function connect(refused: readonly string[] = []) {
  const sent: Sent[] = []
  const fetchFn = async (input: RequestInfo | URL, init?: RequestInit) => {
    const body = String(init?.body)
    const { method, params } = JSON.parse(body)
    sent.push({ method, params, up: body.length })
    return fetch(
      input,
      refused.includes(method) ? { ...init, body: body.replace(method, 'nothing_here') } : init,
    )
  }
  const transport = http(url, { retryCount: 0, fetchFn })
  return { sent, client: createClient({ chain: practiceChain, transport }) }
}

/** Gas of a read, as a simulation counts it. */
async function gasOf({ params }: Sent): Promise<number> {
  const [call, , stateOverrides] = params
  type Method = { Parameters: unknown[]; ReturnType: [{ calls: { gasUsed: Hex }[] }] }
  const [block] = await chain.request<Method>({
    method: 'eth_simulateV1',
    params: [{ blockStateCalls: [{ stateOverrides, calls: [call] }] }, 'latest'],
  })
  return Number(block.calls[0]?.gasUsed)
}

const assetOf = async (provider: Address, at: number): Promise<Address> => {
  const { assets } = await readLendingMarket(chain, provider)
  return assets[at] ?? nobody
}

/** Code that reverts without a word. */
const REVERTS = '0x5f5ffd'

describe.each(markets)('reading $name', { timeout: 240_000 }, ({ protocol, provider, of }) => {
  const reader = makeReader(protocol)
  const staker = borrower(`${of} staker`)

  it('takes five requests at first, growth among them, and then one, each within what nodes take', async () => {
    const { client, sent } = connect()
    const { markets: read, positions } = await reader.fetchAccount(client, chainId, staker)
    expect(positions).toHaveLength(1)
    expect(sent.map(({ method }) => method)).toEqual([...Array(4).fill('eth_call'), 'eth_simulateV1'])
    const first = sent.splice(0)
    await reader.fetchAccount(client, chainId, staker, { growth: stateOf(read).growth })
    const again = await reader.fetchMarkets(client, chainId, { growth: stateOf(read).growth })
    expect(sent.map(({ method }) => method)).toEqual(['eth_call', 'eth_call'])
    const told = again.sentBytes ?? 0
    expect(told).toBeGreaterThan(3_000)
    expect((sent[1]?.up ?? 0) - told).toBeLessThan(300)
    for (const request of [...first.filter(({ method }) => method === 'eth_call'), ...sent]) {
      expect(request.up).toBeLessThan(64_000)
      expect(await gasOf(request)).toBeLessThan(2 ** 24)
    }
  })

  it('measures how shares grow, and says so where it cannot', async () => {
    const { client } = connect()
    const read = await reader.fetchMarkets(client, chainId)
    expect(read.issues).toEqual([])
    const sourceOf = (symbol: string, kind: string) =>
      stateOf(read)
        .parts.find(({ asset }) => asset.symbol === symbol)
        ?.yields.find((y) => y.kind === kind)
    // three hundredths of its first rate a year, of what it has become since
    const { raw } = stateOf(read)
    const rate = raw.reserves.find(({ symbol }) => symbol === 'wstETH')?.shareRate ?? 0n
    expect(rate).toBeGreaterThan((12n * WAD) / 10n)
    const expected = (36n * WAD * WAD) / 1_000n / rate
    expect(Number(sourceOf('wstETH', 'share-growth')?.aprWad) / Number(expected)).toBeCloseTo(1, 6)
    expect(sourceOf('sSYND', 'share-growth')?.aprWad).toBeGreaterThan(0n)
    expect(sourceOf('WETH', 'share-growth')).toBeUndefined()
    expect(sourceOf('WETH', 'interest')?.aprWad).toBe(
      (raw.reserves.find(({ symbol }) => symbol === 'WETH')?.supplyRateRay ?? 0n) / 10n ** 9n,
    )
    const without = await reader.fetchMarkets(connect(['eth_simulateV1']).client, chainId)
    expect(without.issues.map(({ code }) => code)).toEqual(['yield-unmeasured'])
    const again = reader.applyGrowth(without, await reader.fetchGrowth(client, read))
    // each snapshot judges by functions of its own
    const dataOf = ({ judge: _, ...farm }: Farm) => farm
    expect(again.farms.map(dataOf)).toEqual(read.farms.map(dataOf))
  })

  it('finds whose a position is, and that nobody’s is none', async () => {
    const { client } = connect()
    const ownerOf = (account: Address) =>
      reader.fetchPositionOwner(client, chainId, makePositionId(protocol.id, chainId, account))
    expect((await ownerOf(staker))?.toLowerCase()).toBe(staker.toLowerCase())
    expect(await ownerOf(nobody)).toBeNull()
    const { positions, wallet, nativeBalance } = await reader.fetchAccount(client, chainId, nobody)
    expect(positions).toEqual([])
    expect(nativeBalance).toBe(await chain.getBalance({ address: nobody }))
    expect(wallet.find(({ asset }) => asset.symbol === 'WETH')?.balance).toBeGreaterThan(0n)
  })

  it('is of the block that the chain says, where that lies upon another', async () => {
    await placeArbSys(chain)
    const client = connectOnTop(url)
    const before = await chain.getBlock()
    const { block } = await reader.fetchMarkets(client, chainId, { growth: null })
    expect(block.number).toBeGreaterThanOrEqual(before.number + BLOCKS_ON_TOP)
    expect(block.number).toBeLessThanOrEqual((await chain.getBlock()).number + BLOCKS_ON_TOP)
  })

  it('leaves out what cannot be read, says why, and the rest stands', async () => {
    const [weth, wsteth] = [await assetOf(provider, 0), await assetOf(provider, 1)]
    const { oracle } = await readLendingMarket(chain, provider)
    const before = await reader.fetchAccount(connect().client, chainId, staker, { growth: null })
    const feed = await chain.readContract({
      address: oracle,
      abi,
      functionName: 'getSourceOfAsset',
      args: [wsteth],
    })
    await chain.setCode({ address: feed, bytecode: REVERTS })
    const unpriced = await reader.fetchAccount(connect().client, chainId, staker, { growth: null })
    expect(unpriced.markets.issues).toContainEqual(
      expect.objectContaining({
        code: 'unreadable',
        items: [expect.objectContaining({ what: 'the price of', name: 'wstETH' })],
      }),
    )
    const [position] = unpriced.positions
    expect(position?.collaterals.map(({ priceE8 }) => priceE8)).toEqual([0n])
    expect(position?.chainHealthFactorWad).toBeNull()
    expect(unpriced.markets.farms).toHaveLength(before.markets.farms.length)

    const { raw } = stateOf(before.markets)
    const debtToken = raw.reserves.find(({ underlying }) => underlying === weth)?.debtToken ?? nobody
    await chain.setCode({ address: debtToken, bytecode: REVERTS })
    const lost = await reader.fetchAccount(connect().client, chainId, staker, { growth: null })
    expect(lost.positions).toEqual([])
    const [issue] = lost.markets.issues
    expect(issue?.code === 'unreadable' && issue.items.map(({ what, name }) => [what, name])).toEqual([
      ['the token', 'WETH'],
      ['the price of', 'wstETH'],
      ['the position', staker],
    ])
    const involved = (f: (typeof lost.markets.farms)[number]) => [f.asset.address, f.debtAsset.address]
    expect(lost.markets.farms.flatMap(involved)).not.toContain(weth)
    expect(stateOf(lost.markets).parts).toHaveLength(raw.reserves.length - 1)
  })

  it('reads anew what it consists of, once that changes', async () => {
    const { client, sent } = connect()
    const { reserves } = stateOf(await reader.fetchMarkets(client, chainId, { growth: null })).raw
    const names = reserves.map(({ symbol, sourceName }) => [symbol, sourceName])
    expect(names).toContainEqual(['wstETH', 'Rate of a staked token x ETH / USD'])
    // feeds that have a price, and nobody who may set it as Aave's do, say nothing of what it is made of
    const bases = reserves.flatMap(({ symbol, basis }) => (basis ? [[symbol, basis]] : []))
    const rate = { kind: 'rate', mostYearlyGrowthWad: 968n * 10n ** 14n }
    expect(bases.filter(([symbol]) => symbol !== 'weETH')).toEqual([['wstETH', rate]])
    const [weth, usdc] = [await assetOf(provider, 0), await assetOf(provider, 2)]
    const { oracle } = await readLendingMarket(chain, provider)
    const feed = await chain.readContract({
      address: oracle,
      abi,
      functionName: 'getSourceOfAsset',
      args: [usdc],
    })
    await act(chain, {
      from: owner,
      to: oracle,
      abi,
      functionName: 'setAssetSources',
      args: [[weth], [feed]],
    })
    sent.splice(0)
    const { raw } = stateOf(await reader.fetchMarkets(client, chainId, { growth: null }))
    expect(sent).toHaveLength(5)
    expect(raw.reserves[0]?.source).toBe(feed)
    expect(raw.reserves[0]?.sourceName).toBe(reserves[2]?.sourceName)
    await reader.fetchMarkets(client, chainId, { growth: null })
    expect(sent).toHaveLength(6)
  })

  it('knows that nothing may be borrowed while what watches over outages forbids it', async () => {
    const { client } = connect()
    const isAnyLent = async () => {
      const { farms } = await reader.fetchMarkets(client, chainId, { growth: null })
      return farms.some(({ availableLiquidity }) => availableLiquidity > 0n)
    }
    expect(await isAnyLent()).toBe(true)
    const sentinel = `0x${'5e'.repeat(20)}` as const
    // answers 0, then 1
    await chain.setCode({ address: sentinel, bytecode: '0x5f5f5260205ff3' })
    await act(chain, {
      from: owner,
      to: provider,
      abi,
      functionName: 'setPriceOracleSentinel',
      args: [sentinel],
    })
    expect(await isAnyLent()).toBe(false)
    await chain.setCode({ address: sentinel, bytecode: '0x60015f5260205ff3' })
    expect(await isAnyLent()).toBe(true)
  })

  it('has nothing, and says why, where the pool is not found or counts in something else', async () => {
    const read = () => reader.fetchMarkets(connect().client, chainId, { growth: null })
    const reasonOf = async () => {
      const { farms, issues } = await read()
      const [issue] = issues
      expect(farms).toEqual([])
      return issue?.code === 'unreadable' ? issue.items.map(({ what, reason }) => [what, reason]) : []
    }
    const { oracle } = await readLendingMarket(chain, provider)
    // answers 1 to whatever is asked
    await chain.setCode({ address: oracle, bytecode: '0x60015f5260205ff3' })
    expect(await reasonOf()).toEqual([['the market', 'its oracle does not count in dollars with 8 decimals']])
    await chain.setCode({ address: provider, bytecode: REVERTS })
    expect(await reasonOf()).toEqual([['the market', 'it does not say which reserves there are']])
  })

  it('says where liquidation begins, to the smallest unit of a price', async () => {
    const { pool, oracle } = await readLendingMarket(chain, provider)
    const weth = await assetOf(provider, 0)
    const feed = await chain.readContract({
      address: oracle,
      abi,
      functionName: 'getSourceOfAsset',
      args: [weth],
    })
    const people = of === 'aave' ? ['aave brink', 'aave several', 'aave lone'] : ['spark brink']
    for (const who of people) {
      const account = borrower(who)
      const read = await reader.fetchAccount(connect().client, chainId, account, { growth: null })
      const [position] = read.positions
      const ether = position?.collaterals.find(({ asset }) => asset.address === weth)?.asset
      if (!position || !ether) throw new Error(`${who} has no ether`)
      const { below } = computeLiquidationPrices(position, ether)
      if (!below) throw new Error(`${who} is not in danger`)
      const healthAt = async (priceE8: bigint) => {
        const [, , , , , health] = await chain.readContract({
          address: pool,
          abi,
          functionName: 'getUserAccountData',
          args: [account],
          blockNumber: read.markets.block.number,
          // where the practice chain's feeds keep their price
          stateOverride: [
            {
              address: feed,
              stateDiff: [{ slot: numberToHex(1, { size: 32 }), value: numberToHex(priceE8, { size: 32 }) }],
            },
          ],
        })
        return health
      }
      expect(await healthAt(below.priceE8)).toBeGreaterThanOrEqual(WAD)
      expect(await healthAt(below.priceE8 - 1n)).toBeLessThan(WAD)
    }
  })
})

describe.each(markets)('what $name pays on top', { timeout: 240_000 }, ({ protocol, provider, of, name }) => {
  it('is a yield of what is held, and waits to be claimed, to the unit', async () => {
    const reader = makeReader(protocol)
    const { pool, data, assets } = await readLendingMarket(chain, provider)
    const staker = borrower(`${of} staker`)
    const tokens = await Promise.all(
      assets.map(async (asset) => {
        const [supply, , debt] = await chain.readContract({
          address: data,
          abi,
          functionName: 'getReserveTokensAddresses',
          args: [asset],
        })
        return { supply, debt }
      }),
    )
    const [weth, wsteth] = tokens
    if (!weth || !wsteth) throw new Error('No ether')
    const controller = await chain.readContract({
      address: wsteth.supply,
      abi,
      functionName: 'getIncentivesController',
    })
    const [reward = nobody] = await chain.readContract({
      address: controller,
      abi,
      functionName: 'getRewardsList',
    })
    // on Spark nobody is paid until somebody says so: who supplies staked ether, and who owes ether
    const ask = { address: controller, abi, args: [reward] } as const
    const [transferStrategy, rewardOracle] = await Promise.all([
      chain.readContract({ ...ask, functionName: 'getTransferStrategy' }),
      chain.readContract({ ...ask, functionName: 'getRewardOracle' }),
    ])
    const configs = [wsteth.supply, weth.debt].map((asset) => ({
      emissionPerSecond: 10n ** 15n,
      totalSupply: 0n,
      distributionEnd: 2 ** 32 - 1,
      asset,
      reward,
      transferStrategy,
      rewardOracle,
    }))
    if (name === 'Spark') {
      const manager = await chain.readContract({ address: controller, abi, functionName: 'EMISSION_MANAGER' })
      await act(chain, { from: owner, to: manager, abi, functionName: 'configureAssets', args: [configs] })
    }
    await advanceTime(chain, 10 * 86_400)
    // what was earned until then is noted
    const [, asset = nobody] = assets
    await act(chain, { from: staker, to: pool, abi, functionName: 'withdraw', args: [asset, WAD, staker] })
    await advanceTime(chain, 10 * 86_400)

    const { markets: market, positions } = await reader.fetchAccount(connect().client, chainId, staker, {
      growth: null,
    })
    const truth = await chain.readContract({
      address: controller,
      abi,
      functionName: 'getUserRewards',
      args: [tokens.flatMap(({ supply, debt }) => [supply, debt]), staker, reward],
      blockNumber: market.block.number,
    })
    expect(truth).toBeGreaterThan(0n)
    expect(positions[0]?.rewards.map(({ asset, amount }) => [asset.symbol, amount])).toEqual([
      ['FARM', truth],
    ])

    const [, perSecond] = await chain.readContract({
      address: controller,
      abi,
      functionName: 'getRewardsData',
      args: [wsteth.supply, reward],
    })
    const supplied = await chain.readContract({
      address: wsteth.supply,
      abi,
      functionName: 'totalSupply',
      blockNumber: market.block.number,
    })
    const { raw } = stateOf(market)
    const rewardPriceE8 = raw.rewards[0]?.priceE8 ?? 0n
    const priceE8 = raw.reserves.find(({ symbol }) => symbol === 'wstETH')?.priceE8 ?? 0n
    const source = market.farms
      .find(({ asset }) => asset.symbol === 'wstETH')
      ?.yields.find(({ kind }) => kind === 'reward')
    const yearly = perSecond * 31_536_000n * rewardPriceE8 * WAD
    expect(rewardPriceE8).toBeGreaterThan(0n)
    expect(Number(source?.aprWad) / Number(yearly / (supplied * priceE8))).toBeCloseTo(1, 7)
    expect(source?.asset?.symbol).toBe('FARM')
  })
})
