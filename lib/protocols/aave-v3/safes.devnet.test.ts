import { type Client, createClient, encodeFunctionData, erc20Abi, http, numberToHex, parseAbi } from 'viem'
import { beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { owner, practiceAave, practiceSpark, practiceUniswapV3 } from '../../../devnet/accounts'
import { readPricedAssets } from '../../../devnet/controls'
import { connectTestChain } from '../../../devnet/test-chain'
import { keepFresh } from '../../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../../devnet/testing/lending-market'
import { act } from '../../../devnet/testing/lending-people'
import { practiceChain } from '../../config/chains'
import type { Address } from '../../domain/asset'
import type { Call, Hex } from '../../domain/call'
import { computeHealthFactorWad } from '../../domain/health'
import type { OwnedPosition } from '../../domain/position'
import { encodeCreation, encodeExecution } from '../../safe/encode'
import { predictSafe } from '../../safe/predict'
import { batchCode } from '../batch/batch.generated'
import { callCode } from '../batch/call-code'
import type { AccountSnapshot } from '../protocol'
import { makePositionId } from './ids'
import { probeAccount } from './probe'
import { aaveV3, spark } from './protocols'
import { makeReader } from './reader'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const chainId = practiceChain.id
const person: Address = '0x000000000000000000000000000000000000bEEF'
const other: Address = '0x00000000000000000000000000000000000A11cE'
keepFresh(chain, person)

const abi = parseAbi([
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referral)',
  'function borrow(address asset, uint256 amount, uint256 rateMode, uint16 referral, address onBehalfOf)',
  'function withdraw(address asset, uint256 amount, address to) returns (uint256)',
  'function setUserUseReserveAsCollateral(address asset, bool isUsed)',
  'function getPoolConfigurator() view returns (address)',
  'function configureReserveAsCollateral(address asset, uint256 ltv, uint256 threshold, uint256 bonus)',
  'function addOwnerWithThreshold(address owner, uint256 threshold)',
  'function getReserveTokensAddresses(address) view returns (address supply, address stable, address debt)',
  'function getUserAccountData(address) view returns (uint256 collateral, uint256 debt, uint256 available, uint256 threshold, uint256 ltv, uint256 health)',
])
const E = 10n ** 18n
const ALL = 2n ** 256n - 1n

/** A connection of its own, which knows nothing yet, with the methods that went over it. */
function connect() {
  const sent: string[] = []
  const fetchFn = async (input: RequestInfo | URL, init?: RequestInit) => {
    sent.push(JSON.parse(String(init?.body)).method)
    return fetch(input, init)
  }
  const transport = http(url, { retryCount: 0, fetchFn })
  return { sent, client: createClient({ chain: practiceChain, transport }) }
}

async function send({ to, data, value }: Call, from: Address = person) {
  await chain.impersonateAccount({ address: from })
  type Method = { Parameters: readonly unknown[]; ReturnType: Hex }
  const transaction = { from, to, data, value: numberToHex(value), gas: numberToHex(8_000_000) }
  const hash = await chain.request<Method>({ method: 'eth_sendTransaction', params: [transaction] })
  const { status } = await chain.waitForTransactionReceipt({ hash, pollingInterval: 50 })
  expect(status).toBe('success')
}

const [first, third] = [predictSafe(person, 0), predictSafe(person, 2)]
const call = (to: Address, data: Hex): Call => ({ to, data, value: 0n })
const approve = (token: Address, spender: Address, amount: bigint) =>
  call(token, encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] }))
const take = (token: Address, to: Address, amount: bigint) =>
  call(token, encodeFunctionData({ abi: erc20Abi, functionName: 'transferFrom', args: [person, to, amount] }))
const execute = (safe: Address, calls: readonly Call[]) =>
  send(
    encodeExecution({
      safe,
      owner: person,
      value: 0n,
      calls: calls.map((each) => ({ ...each, operation: 'call' })),
    }),
  )

describe.each([
  { name: 'Aave', protocol: aaveV3, provider: practiceAave },
  { name: 'Spark', protocol: spark, provider: practiceSpark },
])('Safes of an owner in $name', { timeout: 240_000 }, ({ protocol, provider }) => {
  const reader = makeReader(protocol)
  const at: { pool: Address; data: Address; weth: Address; usdc: Address } = {
    pool: person,
    data: person,
    weth: person,
    usdc: person,
  }
  beforeEach(async () => {
    const { pool, data } = await readLendingMarket(chain, provider)
    const assets = await readPricedAssets(chain)
    const find = (wanted: string) => assets.find(({ symbol }) => symbol === wanted)?.address ?? person
    Object.assign(at, { pool, data, weth: find('WETH'), usdc: find('USDC') })
  })

  const supply = (amount: bigint, of: Address) =>
    call(at.pool, encodeFunctionData({ abi, functionName: 'supply', args: [at.weth, amount, of, 0] }))
  const borrow = (amount: bigint, of: Address) =>
    call(at.pool, encodeFunctionData({ abi, functionName: 'borrow', args: [at.usdc, amount, 2n, 0, of] }))
  const withdraw = (of: Address) =>
    call(at.pool, encodeFunctionData({ abi, functionName: 'withdraw', args: [at.weth, ALL, of] }))
  const uncount = () =>
    call(
      at.pool,
      encodeFunctionData({ abi, functionName: 'setUserUseReserveAsCollateral', args: [at.weth, false] }),
    )
  /** What a Safe takes from its owner and supplies, and what it does then. */
  const enter = async (safe: Address, amount: bigint, ...then: readonly Call[]) => {
    await send(approve(at.weth, safe, amount))
    await execute(safe, [
      take(at.weth, safe, amount),
      approve(at.weth, at.pool, amount),
      supply(amount, safe),
      ...then,
    ])
  }
  const readAccount = (client: Client) => reader.fetchAccount(client, chainId, person, { growth: null })
  const accountsOf = ({ positions }: AccountSnapshot) => positions.map(({ account }) => account)
  const stateOf = ({ holders = [] }: AccountSnapshot, safe: Address) =>
    holders.flatMap((holder) => (holder.kind === 'safe' && holder.address === safe ? [holder.state] : []))[0]
  const ownerOf = (account: Address) =>
    reader.fetchPositionOwner(connect().client, chainId, makePositionId(protocol.id, chainId, account))

  /** What the chain says at a block of the ether that is held, the dollars that are owed, and how healthy that is. */
  async function readTruth(account: Address, blockNumber: bigint) {
    const tokensOf = (asset: Address) =>
      chain.readContract({
        address: at.data,
        abi,
        functionName: 'getReserveTokensAddresses',
        args: [asset],
      })
    const [[held], [, , owed]] = await Promise.all([tokensOf(at.weth), tokensOf(at.usdc)])
    const balance = (address: Address) =>
      chain.readContract({
        address,
        abi: erc20Abi,
        functionName: 'balanceOf',
        args: [account],
        blockNumber,
      })
    const ask = { address: at.pool, abi, functionName: 'getUserAccountData', args: [account] } as const
    const [, , , , , health] = await chain.readContract({ ...ask, blockNumber })
    return [await balance(held), await balance(owed), health === ALL ? null : health]
  }
  const toldOf = (position: OwnedPosition) => [
    position.collaterals[0]?.amount,
    position.debts[0].amount,
    position.chainHealthFactorWad,
  ]

  it('are found, and what they hold and owe is told to the unit beside the owner’s own', async () => {
    await send(encodeCreation(person, 0))
    await send(encodeCreation(person, 2))
    await send(approve(at.weth, at.pool, E))
    await send(supply(E, person))
    await enter(first, 2n * E, borrow(500_000_000n, first))
    // nothing is owed, and nothing counts
    await enter(third, 3n * E, uncount())
    const { client, sent } = connect()
    const read = await reader.fetchAccount(client, chainId, person)
    expect(sent.splice(0)).toEqual([...Array(4).fill('eth_call'), 'eth_simulateV1'])
    expect(accountsOf(read)).toEqual([person, first, third])
    for (const position of read.positions) {
      expect(position.owner).toBe(person)
      expect(position.id).toBe(makePositionId(protocol.id, chainId, position.account))
      const truth = await readTruth(position.account, read.markets.block.number)
      expect(truth[0]).toBeGreaterThan(E / 2n)
      expect(toldOf(position)).toEqual(truth)
      expect(computeHealthFactorWad(position)).toBe(truth[2])
    }
    expect(read.positions[1]?.chainHealthFactorWad).not.toBeNull()
    const { holders = [] } = read
    expect(holders).toHaveLength(17)
    expect(holders.slice(0, 5)).toEqual([
      { kind: 'account', address: person },
      {
        kind: 'safe',
        index: 0,
        address: first,
        state: { kind: 'own', nonce: 1n, isUsed: true },
        isFree: false,
        // what it borrowed lies in it
        left: [{ asset: expect.objectContaining({ symbol: 'USDC' }), amount: 500_000_000n }],
      },
      { kind: 'safe', index: 1, address: predictSafe(person, 1), state: { kind: 'absent' }, isFree: true },
      {
        kind: 'safe',
        index: 2,
        address: third,
        state: { kind: 'own', nonce: 1n, isUsed: true },
        isFree: true,
      },
      { kind: 'safe', index: 3, address: predictSafe(person, 3), state: { kind: 'absent' }, isFree: true },
    ])
    expect(accountsOf(await readAccount(client))).toEqual([person, first, third])
    expect(sent).toEqual(['eth_call'])
    // whoever connects later is not known yet
    const later = connect()
    await reader.fetchMarkets(later.client, chainId, { growth: null })
    later.sent.splice(0)
    expect(accountsOf(await readAccount(later.client))).toEqual([person, first, third])
    expect(later.sent.splice(0)).toHaveLength(2)
    await readAccount(later.client)
    expect(later.sent).toHaveLength(1)
  })

  it('and what they may take of the wallet, as the next one may and the exchange', async () => {
    const { router } = practiceUniswapV3
    const next = predictSafe(person, 1)
    await send(encodeCreation(person, 0))
    for (const [spender, amount] of [
      [at.pool, 1n],
      [router, 2n],
      [first, 3n],
      [next, 4n],
    ] as const) {
      await send(approve(at.weth, spender, amount))
    }
    const { wallet, markets } = await readAccount(connect().client)
    const held = wallet.find(({ asset }) => asset.address === at.weth)
    expect(held?.allowances).toEqual([
      { spender: at.pool, spenderName: `${protocol.name} pool`, amount: 1n },
      { spender: router, spenderName: 'Uniswap V3 router', amount: 2n },
      { spender: first, spenderName: 'your Safe', amount: 3n },
      { spender: next, spenderName: 'your Safe', amount: 4n },
    ])
    // as a probe reads it, whatever it is about
    const allowance = { asset: held?.asset ?? wallet[0]?.asset, amount: 4n, spender: next, spenderName: '' }
    if (!allowance.asset) throw new Error('No ether')
    const intent = {
      kind: 'revoke',
      owner: person,
      allowance: { ...allowance, asset: allowance.asset },
    } as const
    const { data, decode } = probeAccount(markets, person, intent)
    expect(decode(await callCode(connect().client, batchCode, data, 'latest')).wallet).toEqual(wallet)
  })

  it('are seen as soon as they appear, and asked for little once nothing is in them', async () => {
    const { client, sent } = connect()
    const before = await readAccount(client)
    expect(accountsOf(before)).toEqual([])
    expect(sent.splice(0)).toHaveLength(4)
    const bytes = async () => (await readAccount(client)).markets.sentBytes ?? 0
    const bytesOfNone = await bytes()
    await send(encodeCreation(person, 2))
    await enter(third, E, borrow(100_000_000n, third))
    sent.splice(0)
    expect(accountsOf(await readAccount(client))).toEqual([third])
    // once more, at once
    expect(sent.splice(0)).toHaveLength(2)
    const bytesOfOne = await bytes()
    expect(bytesOfOne).toBeGreaterThan(bytesOfNone)
    expect(sent.splice(0)).toHaveLength(1)
    // its debt is paid and everything withdrawn: nothing is left that would be a position
    await send(approve(at.usdc, third, 200_000_000n))
    const repay = encodeFunctionData({
      abi: parseAbi(['function repay(address, uint256, uint256, address) returns (uint256)']),
      functionName: 'repay',
      args: [at.usdc, ALL, 2n, third],
    })
    await execute(third, [
      take(at.usdc, third, 200_000_000n),
      approve(at.usdc, at.pool, 200_000_000n),
      call(at.pool, repay),
      withdraw(person),
    ])
    const left = await chain.readContract({
      address: at.usdc,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [third],
    })
    const home = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [person, left] })
    await execute(third, [call(at.usdc, home)])
    expect(accountsOf(await readAccount(client))).toEqual([])
    // but for what it may take of the wallet
    const bytesOfEmpty = await bytes()
    expect(bytesOfEmpty).toBeGreaterThan(bytesOfNone)
    expect(bytesOfEmpty - bytesOfNone).toBeLessThan((bytesOfOne - bytesOfNone) / 2)
    // and again something is
    sent.splice(0)
    await enter(third, E, uncount())
    expect(accountsOf(await readAccount(client))).toEqual([third])
    expect(sent).toHaveLength(2)
    // told in their order, whichever of them was there first
    await send(encodeCreation(person, 0))
    await enter(first, E)
    expect(accountsOf(await readAccount(client))).toEqual([first, third])
  })

  it('are looked into now and then, for what others lend to them and counts for nothing', async () => {
    await send(encodeCreation(person, 0))
    await enter(first, E, withdraw(person))
    const { client, sent } = connect()
    expect(accountsOf(await readAccount(client))).toEqual([])
    // nothing may be borrowed against ether any more: what arrives of it counts for nothing by itself
    const ask = { address: provider, abi, functionName: 'getPoolConfigurator' } as const
    await act(chain, {
      from: owner,
      to: await chain.readContract(ask),
      abi,
      functionName: 'configureReserveAsCollateral',
      args: [at.weth, 0, 8_000, 10_500],
    })
    await send(approve(at.weth, at.pool, E))
    await send(supply(E, first))
    expect(accountsOf(await readAccount(client))).toEqual([])
    // which knows nothing, and looks
    expect(accountsOf(await readAccount(connect().client))).toEqual([first])
    sent.splice(0)
    const now = performance.now()
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now + 301_000)
    expect(accountsOf(await readAccount(client))).toEqual([first])
    clock.mockRestore()
    expect(sent).toHaveLength(1)
  })

  it('tell what their owner has changed about them', async () => {
    await send(encodeCreation(person, 0))
    await enter(first, E)
    const add = encodeFunctionData({ abi, functionName: 'addOwnerWithThreshold', args: [other, 1n] })
    await execute(first, [call(first, add)])
    const read = await readAccount(connect().client)
    expect(accountsOf(read)).toEqual([first])
    expect(stateOf(read, first)).toEqual({
      kind: 'changed',
      changes: [{ kind: 'owners', owners: [other, person] }],
    })
    expect(await ownerOf(first)).toBe(person)
  })

  it('are their owner’s, whoever asks; a plain account is its own', async () => {
    await send(encodeCreation(person, 0))
    expect(await ownerOf(first)).toBeNull()
    await enter(first, E)
    expect(await ownerOf(first)).toBe(person)
    expect(await ownerOf(person)).toBeNull()
    // an address that says what a Safe of theirs would say, and is none
    await chain.setCode({ address: other, bytecode: (await chain.getCode({ address: first })) ?? '0x' })
    const slots = [0n, 3n, 4n]
    for (const slot of slots) {
      const index = numberToHex(slot, { size: 32 })
      const value = await chain.getStorageAt({ address: first, slot: index })
      await chain.setStorageAt({ address: other, index, value: value ?? '0x' })
    }
    await send(approve(at.weth, at.pool, E))
    await send(supply(E, other))
    expect((await ownerOf(other))?.toLowerCase()).toBe(other.toLowerCase())
  })

  it('are read alone where a position is named', async () => {
    await send(encodeCreation(person, 0))
    await send(approve(at.weth, at.pool, E))
    await send(supply(E, person))
    await enter(first, E)
    const readOnly = async (account: Address) => {
      const { client, sent } = connect()
      const positionId = makePositionId(protocol.id, chainId, account)
      const read = await reader.fetchAccount(client, chainId, person, { growth: null, scope: { positionId } })
      expect(sent).toHaveLength(4)
      return { accounts: accountsOf(read), holders: read.holders?.map(({ address }) => address) }
    }
    expect(await readOnly(first)).toEqual({ accounts: [first], holders: [person, first] })
    expect(await readOnly(person)).toEqual({ accounts: [person], holders: [person] })
    expect(await readOnly(other)).toEqual({ accounts: [], holders: [person] })
  })
})
