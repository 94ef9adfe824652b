import { createClient, http, parseAbi } from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { borrower, practiceAave, practiceSpark, practiceUniswapV3 } from '../../../devnet/accounts'
import { readPricedAssets, setPrice } from '../../../devnet/controls'
import { connectTestChain } from '../../../devnet/test-chain'
import { keepFresh } from '../../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../../devnet/testing/lending-market'
import { act } from '../../../devnet/testing/lending-people'
import { practiceChain } from '../../config/chains'
import type { Address } from '../../domain/asset'
import { findExchangeContracts, findSweeper } from './addresses'
import { makeFarmId, makePositionId } from './ids'
import { aaveV3, spark } from './protocols'
import type { RawSnapshot } from './read/raw'
import { stateOf } from './read/state'
import { makeReader } from './reader'
import { isPoolOf } from './venues/uniswap-v3/read'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const chainId = practiceChain.id
const person: Address = '0x000000000000000000000000000000000000bEEF'
keepFresh(chain, person)

const abi = parseAbi([
  'event PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, address pool)',
  'function approve(address, uint256) returns (bool)',
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referral)',
  'function slot0() view returns (uint160 sqrtPriceX96, int24 tick, uint16, uint16, uint16, uint8, bool)',
  'function liquidity() view returns (uint128)',
])

/** A connection of its own, which knows nothing yet, with how many requests went over it. */
function connect() {
  const sent = { count: 0 }
  const fetchFn = async (input: RequestInfo | URL, init?: RequestInit) => {
    sent.count += 1
    return fetch(input, init)
  }
  const transport = http(url, { retryCount: 0, fetchFn })
  return { sent, client: createClient({ chain: practiceChain, transport }) }
}

/** Code that reverts without a word. */
const REVERTS = '0x5f5ffd'

const growth = null
const addressesOf = (pools: RawSnapshot['pools']) => pools.map(({ address }) => address).sort()

it('the exchange is where the practice chain has it, on both practice chains', () => {
  expect([31337, 31338].map(findExchangeContracts)).toEqual([practiceUniswapV3, practiceUniswapV3])
  expect([31337, 31338].map(findSweeper)).toEqual([practiceUniswapV3.router, practiceUniswapV3.router])
  expect([findExchangeContracts(1), findSweeper(1)]).toEqual([null, null])
})

describe.each([
  { name: 'Aave', protocol: aaveV3, provider: practiceAave },
  { name: 'Spark', protocol: spark, provider: practiceSpark },
])('pools that $name’s farms are traded in', { timeout: 240_000 }, ({ name, protocol, provider }) => {
  const reader = makeReader(protocol)
  const staker = borrower(`${name.toLowerCase()} staker`)

  it('are all that join two assets of a farm, as they stand at the snapshot’s block', async () => {
    const markets = await reader.fetchMarkets(connect().client, chainId, { growth })
    const { raw } = stateOf(markets)
    expect(raw.unreadable).toEqual([])
    const logs = await chain.getContractEvents({
      address: practiceUniswapV3.factory,
      abi,
      eventName: 'PoolCreated',
      fromBlock: 0n,
      strict: true,
    })
    const isOfFarm = ({ args }: (typeof logs)[number]) =>
      markets.farms.some(({ asset, debtAsset }) => isPoolOf(args, [asset.address, debtAsset.address]))
    expect(addressesOf(raw.pools)).toEqual(
      logs
        .filter(isOfFarm)
        .map(({ args }) => args.pool)
        .sort(),
    )
    // of some the liquidity near the price has its ends beyond what is read
    expect(Math.max(...raw.pools.map(({ ticks }) => ticks.length))).toBeGreaterThan(0)
    for (const { address, sqrtPriceX96, tick, liquidity } of raw.pools) {
      const ask = { address, abi, blockNumber: raw.blockNumber } as const
      const [price, at] = await chain.readContract({ ...ask, functionName: 'slot0' })
      expect([sqrtPriceX96, tick]).toEqual([price, at])
      expect(liquidity).toBe(await chain.readContract({ ...ask, functionName: 'liquidity' }))
    }
  })

  it('are waited for by nobody who wants the first figures: these come with the second request', async () => {
    const { client, sent } = connect()
    const parts: { count: number; farms: readonly string[]; pools: number }[] = []
    const markets = await reader.fetchMarkets(client, chainId, {
      growth,
      onPart: (part) =>
        parts.push({
          count: sent.count,
          farms: part.farms.map(({ id }) => id),
          pools: stateOf(part).raw.pools.length,
        }),
    })
    // the third is on its way by then
    expect(parts).toEqual([{ count: 3, farms: markets.farms.map(({ id }) => id), pools: 0 }])
    expect(sent.count).toBe(4)
    // and those who come while it is under way
    const late = connect()
    const begun = reader.fetchAccount(late.client, chainId, staker, { growth })
    let told = 0
    await reader.fetchMarkets(late.client, chainId, {
      growth,
      onPart: (part) => {
        told = part.farms.length
      },
    })
    await begun
    expect(told).toBe(markets.farms.length)
    await reader.fetchMarkets(late.client, chainId, { growth, onPart: () => expect.unreachable() })
  })

  it('are mapped around their prices again once these have moved', async () => {
    const { client, sent } = connect()
    const read = async () => {
      sent.count = 0
      return stateOf(await reader.fetchMarkets(client, chainId, { growth })).raw.pools
    }
    await read()
    const weth = (await readPricedAssets(chain)).find(({ symbol }) => symbol === 'WETH')
    if (!weth) throw new Error('No WETH')
    const setEther = (part: number) => setPrice(chain, weth.address, (Number(weth.price) * part).toFixed(8))
    // less than half of what is known of the narrowest
    await setEther(1.002)
    await read()
    expect(sent.count).toBe(1)
    await setEther(1.1)
    for (const { tick, from, to } of await read()) {
      expect(Math.min(tick - from, to - tick)).toBeGreaterThan((to - from) / 3)
    }
    expect(sent.count).toBe(5)
    await read()
    expect(sent.count).toBe(1)
  })

  it('of a farm are those of its pair', async () => {
    const { client, sent } = connect()
    const { farms, sentBytes: bytesOfAll = 0 } = await reader.fetchMarkets(client, chainId, { growth })
    sent.count = 0
    const farm = farms.find(({ asset, debtAsset }) => asset.symbol === 'WETH' && debtAsset.symbol === 'USDC')
    if (!farm) throw new Error('No farm')
    const scope = { farmId: farm.id }
    const read = await reader.fetchMarkets(client, chainId, { growth, scope })
    const { raw } = stateOf(read)
    expect(sent.count).toBe(1)
    expect(raw.pools).toHaveLength(2)
    for (const pool of raw.pools) {
      expect(isPoolOf(pool, [farm.asset.address, farm.debtAsset.address])).toBe(true)
    }
    expect(read.farms.map(({ id }) => id)).toEqual(farms.map(({ id }) => id))
    expect(read.sentBytes).toBeLessThan(bytesOfAll)
    for (const farmId of [makeFarmId(protocol.id, chainId, person, person), 'none', protocol.id]) {
      const none = await reader.fetchMarkets(client, chainId, { growth, scope: { farmId } })
      expect(stateOf(none).raw.pools).toEqual([])
    }
  })

  it('of positions trade what is held or owed, from the block on in which it is', async () => {
    const { client, sent } = connect()
    const scope = { positionId: makePositionId(protocol.id, chainId, staker) }
    const first = await reader.fetchAccount(client, chainId, staker, { growth, scope })
    sent.count = 0
    const read = await reader.fetchAccount(client, chainId, staker, { growth, scope })
    expect(sent.count).toBe(1)
    const [position] = read.positions
    const assets = [...(position?.collaterals ?? []), ...(position?.debts ?? [])].map(({ asset }) => asset)
    const all = stateOf(first.markets).raw.pools
    const touching = all.filter(({ token0, token1 }) =>
      assets.some(({ address }) => [token0, token1].includes(address)),
    )
    expect(addressesOf(stateOf(read.markets).raw.pools)).toEqual(addressesOf(touching))
    expect(touching.length).toBeGreaterThan(0)

    const own = { growth, scope: { positions: 'own' } } as const
    await reader.fetchAccount(client, chainId, person, own)
    const poolsOf = async () =>
      stateOf((await reader.fetchAccount(client, chainId, person, own)).markets).raw.pools
    expect(await poolsOf()).toEqual([])
    const { pool } = await readLendingMarket(chain, provider)
    const { reserves } = stateOf(first.markets).raw
    const token = reserves.find(({ symbol }) => symbol === 'USDC')?.underlying ?? person
    const send = (to: Address, functionName: string, ...args: readonly unknown[]) =>
      act(chain, { from: person, to, abi, functionName, args })
    await send(token, 'approve', pool, 1_000_000n)
    await send(pool, 'supply', token, 1_000_000n, person, 0)
    const withUsdc = all.filter(({ token0, token1 }) => [token0, token1].includes(token))
    expect(addressesOf(await poolsOf())).toEqual(addressesOf(withUsdc))
    const nobodys = await reader.fetchMarkets(client, chainId, own)
    expect(stateOf(nobodys).raw.pools).toEqual([])
  })

  it('are unreadable by themselves where one reverts, and all where their factory does', async () => {
    const { client } = connect()
    const before = await reader.fetchMarkets(client, chainId, { growth })
    const [pool] = stateOf(before).raw.pools
    if (!pool) throw new Error('No pool')
    await chain.setCode({ address: pool.address, bytecode: REVERTS })
    const read = await reader.fetchMarkets(client, chainId, { growth })
    expect(read.issues).toContainEqual(
      expect.objectContaining({
        code: 'unreadable',
        items: [expect.objectContaining({ what: 'the pool', market: null, reason: 'slot0() reverts' })],
      }),
    )
    expect(read.farms.map(({ id }) => id)).toEqual(before.farms.map(({ id }) => id))
    expect(stateOf(read).raw.pools).toHaveLength(stateOf(before).raw.pools.length - 1)

    await chain.setCode({ address: practiceUniswapV3.factory, bytecode: REVERTS })
    const without = await reader.fetchAccount(connect().client, chainId, staker, { growth })
    expect(without.markets.farms).toEqual([])
    expect(without.markets.issues).toContainEqual(
      expect.objectContaining({
        items: [expect.objectContaining({ what: 'the exchange', name: 'Uniswap V3' })],
      }),
    )
    expect(without.positions).toHaveLength(1)
  })
})
