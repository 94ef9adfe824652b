import { createClient, encodeFunctionData, erc20Abi, http, numberToHex, parseAbi } from 'viem'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { practiceAave, practiceSpark } from '../../../devnet/accounts'
import { readPricedAssets } from '../../../devnet/controls'
import { connectTestChain } from '../../../devnet/test-chain'
import { keepFresh } from '../../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../../devnet/testing/lending-market'
import { practiceChain } from '../../config/chains'
import type { Address } from '../../domain/asset'
import type { Call, Hex } from '../../domain/call'
import type { Intent } from '../../domain/intent'
import { encodeCreation, encodeExecution } from '../../safe/encode'
import { predictSafe } from '../../safe/predict'
import type { AccountProbe, AccountSnapshot } from '../protocol'
import { fetchAccountAt } from './fetch-account-at'
import { makePositionId } from './ids'
import { probeAccount } from './probe'
import { stateOf } from './read/state'
import { aaveV3Reader, sparkReader } from './reader'
import { withPoolsOf } from './with-pools-of'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const chainId = practiceChain.id
const person: Address = '0x000000000000000000000000000000000000bEEF'
keepFresh(chain, person)

const abi = parseAbi([
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referral)',
  'function borrow(address asset, uint256 amount, uint256 rateMode, uint16 referral, address onBehalfOf)',
])
const E = 10n ** 18n
const first = predictSafe(person, 0)

const connect = () => createClient({ chain: practiceChain, transport: http(url, { retryCount: 0 }) })

/** Sends calls of the person's, each in a block of its own, and tells the last one's number. */
async function send(calls: readonly Call[]): Promise<bigint> {
  await chain.impersonateAccount({ address: person })
  let last = 0n
  for (const { to, data } of calls) {
    type Method = { Parameters: readonly unknown[]; ReturnType: Hex }
    const transaction = { from: person, to, data, gas: numberToHex(8_000_000) }
    const hash = await chain.request<Method>({ method: 'eth_sendTransaction', params: [transaction] })
    const { status, blockNumber } = await chain.waitForTransactionReceipt({ hash, pollingInterval: 50 })
    expect(status).toBe('success')
    last = blockNumber
  }
  return last
}

/** What a probe says after a call, had it been made in a block that there is by now. */
async function simulate({ to, code, data, decode }: AccountProbe, call: Call, blockNumber: bigint) {
  const { timestamp } = await chain.getBlock({ blockNumber })
  const blockOverrides = { time: numberToHex(timestamp), number: numberToHex(blockNumber) }
  const calls = [
    { from: person, to: call.to, data: call.data },
    { to, data },
  ]
  type Method = {
    Parameters: unknown[]
    ReturnType: [{ calls: { status: Hex; returnData: Hex }[] }]
  }
  const [block] = await chain.request<Method>({
    method: 'eth_simulateV1',
    params: [
      { blockStateCalls: [{ blockOverrides, stateOverrides: { [to]: { code } }, calls }] },
      numberToHex(blockNumber - 1n),
    ],
  })
  expect(block.calls.map(({ status }) => status)).toEqual(['0x1', '0x1'])
  return decode(block.calls[1]?.returnData ?? '0x')
}

/** As data: each snapshot judges by functions of its own. */
const dataOf = (told: unknown): unknown =>
  JSON.parse(JSON.stringify(told, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)))

const withoutMarkets = ({ positions }: AccountSnapshot) =>
  positions.map(({ oracles, ...position }) => ({
    ...position,
    oracles: oracles.map((oracle) => ({ ...oracle, marketPriceE8: null })),
  }))

/** All but what the network takes. */
const toldOf = ({ positions, holders, wallet, markets }: AccountSnapshot) =>
  dataOf({
    ...{ positions, holders, wallet, block: markets.block, farms: markets.farms },
    pools: stateOf(markets).raw.pools,
  })

describe.each([
  { name: 'Aave', reader: aaveV3Reader, provider: practiceAave },
  { name: 'Spark', reader: sparkReader, provider: practiceSpark },
])('what is probed of $name', { timeout: 240_000 }, ({ reader, provider }) => {
  const at: { pool: Address; weth: Address; usdc: Address } = { pool: person, weth: person, usdc: person }
  beforeEach(async () => {
    const { pool } = await readLendingMarket(chain, provider)
    const assets = await readPricedAssets(chain)
    const find = (wanted: string) => assets.find(({ symbol }) => symbol === wanted)?.address ?? person
    Object.assign(at, { pool, weth: find('WETH'), usdc: find('USDC') })
  })

  const call = (to: Address, data: Hex): Call => ({ to, data, value: 0n })
  const approve = (spender: Address) =>
    call(at.weth, encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, E] }))
  const supply = (of: Address) =>
    call(at.pool, encodeFunctionData({ abi, functionName: 'supply', args: [at.weth, E, of, 0] }))
  const borrow = (of: Address) =>
    call(at.pool, encodeFunctionData({ abi, functionName: 'borrow', args: [at.usdc, 10n ** 8n, 2n, 0, of] }))
  const enter = (safe: Address) => {
    const args = [person, safe, E] as const
    const take = call(at.weth, encodeFunctionData({ abi: erc20Abi, functionName: 'transferFrom', args }))
    const calls = [take, approve(at.pool), supply(safe), borrow(safe)]
    const all = calls.map((each) => ({ ...each, operation: 'call' as const }))
    return encodeExecution({ safe, owner: person, value: 0n, calls: all })
  }
  const readAccount = () => reader.fetchAccount(connect(), chainId, person, { growth: null })
  const manage = (holder: Address): Intent => ({
    kind: 'claim',
    positionId: makePositionId(reader.id, chainId, holder),
    owner: person,
    use: 'wallet',
  })
  const open = async (markets: AccountSnapshot['markets'], holder?: Address): Promise<Intent> => {
    const farm = markets.farms.find(({ asset }) => asset.symbol === 'WETH')
    if (!farm) throw new Error('No farm')
    const deposit = { asset: farm.asset, amount: E }
    return { kind: 'open', farmId: farm.id, owner: person, deposit, leverageWad: E, holder }
  }

  it('is what the block that mines it has, to the unit, in the account’s own position', async () => {
    await send([approve(at.pool), supply(person)])
    const { markets } = await readAccount()
    const intent = manage(person)
    const mined = await send([borrow(person)])
    const probed = await simulate(probeAccount(markets, person, intent), borrow(person), mined)
    expect(probed.positions.map(({ account, debts }) => [account, debts[0].amount > 0n])).toEqual([
      [person, true],
    ])
    expect(toldOf(probed)).toEqual(toldOf(await fetchAccountAt(connect(), markets, intent, mined)))
    const all = await readAccount()
    expect(dataOf(probed.positions)).toEqual(dataOf(all.positions))
  })

  it('is the same in a Safe, which is chosen where none is named', async () => {
    const { markets } = await readAccount()
    const intent = await open(markets)
    await send([encodeCreation(person, 0), approve(first)])
    const mined = await send([enter(first)])
    for (const one of [intent, await open(markets, first), manage(first)]) {
      const probed = await simulate(probeAccount(markets, person, one), enter(first), mined)
      expect(probed.positions.map(({ account }) => account)).toEqual([first])
      expect(probed.holders?.slice(1).map(({ address }) => address)).toEqual([first])
      expect(toldOf(probed)).toEqual(toldOf(await fetchAccountAt(connect(), markets, one, mined)))
    }
    const after = await readAccount()
    const then = await fetchAccountAt(connect(), markets, intent, mined)
    // an opening reads its own pair's pools alone, and what others say of a price is not known then
    expect(dataOf(withoutMarkets(then))).toEqual(dataOf(withoutMarkets(after)))
    // the first is taken by now
    const next = probeAccount(after.markets, person, await open(after.markets))
    const probed = next.decode((await chain.call({ ...asCall(next) })).data ?? '0x')
    expect(probed.holders?.slice(1).map(({ address }) => address)).toEqual([predictSafe(person, 1)])
  })

  it('is everybody where it is about nothing alone, the Safe that comes next included', async () => {
    const { markets } = await readAccount()
    const probe = probeAccount(markets, person)
    await send([encodeCreation(person, 0), approve(first), enter(first), approve(at.pool), supply(person)])
    const probed = probe.decode((await chain.call(asCall(probe))).data ?? '0x')
    expect(probed.positions.map(({ account }) => account)).toEqual([person, first])
    expect(probed.holders).toHaveLength(17)
  })

  it('is nobody’s but the owner’s, whoever is named', async () => {
    const { markets } = await readAccount()
    const stranger = probeAccount(markets, person, manage('0x00000000000000000000000000000000000A11cE'))
    const probed = stranger.decode((await chain.call(asCall(stranger))).data ?? '0x')
    expect([probed.positions, probed.holders?.length]).toEqual([[], 1])
  })

  it('stands on other pools where those are wanted', async () => {
    const before = await readAccount()
    const { raw } = stateOf(before.markets)
    const moved = raw.pools.map((pool, i) => (i === 0 ? { ...pool, liquidity: 1n } : pool))
    const markets = {
      ...before.markets,
      state: { ...stateOf(before.markets), raw: { ...raw, pools: moved } },
    }
    const account = withPoolsOf(before, { ...markets })
    expect(stateOf(account.markets).raw.pools).toEqual(moved)
    expect({ ...account, markets: null }).toEqual({ ...before, markets: null })
    const none = { ...markets, state: { ...stateOf(before.markets), raw: { ...raw, pools: [] } } }
    expect(stateOf(withPoolsOf(before, none).markets).raw.pools).toEqual(raw.pools)
  })
})

function asCall({ to, code, data }: AccountProbe) {
  return { to, data, stateOverride: [{ address: to, code }] }
}
