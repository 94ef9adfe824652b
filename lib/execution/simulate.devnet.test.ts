import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import {
  type Client,
  createClient,
  decodeAbiParameters,
  encodeFunctionData,
  erc20Abi,
  hexToBigInt,
  http,
  numberToHex,
  parseAbi,
} from 'viem'
import { getBlock, getCode, waitForTransactionReceipt } from 'viem/actions'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Hex } from '../domain/call'
import type { PlanStep } from '../plan/plan'
import type { AccountProbe, AccountSnapshot } from '../protocols/protocol'
import { simulatePlan } from './simulate'
import { createPlan } from './testing/fake-plan'

const owner = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const poorOwner = '0x00000000000000000000000000000000000a11ce'
const spender = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const probeAddress = '0x00000000000000000000000000000000000f0000'
const wethAbi = parseAbi(['function deposit() payable', 'function withdraw(uint256 wad)'])
const tokenFile = fileURLToPath(import.meta.resolve('canonical-weth/build/contracts/WETH9.json'))

let anvil: ChildProcess
let client: Client
let weth: Hex

beforeAll(async () => {
  const port = await findFreePort()
  const binary = fileURLToPath(import.meta.resolve('@foundry-rs/anvil/bin.mjs'))
  anvil = spawn(process.execPath, [binary, '--port', String(port), '--silent'], { stdio: 'ignore' })
  client = createClient({ chain: foundry, transport: http(`http://127.0.0.1:${port}`), pollingInterval: 50 })
  const answers = () =>
    getBlock(client).then(
      () => true,
      () => false,
    )
  await vi.waitUntil(answers, { timeout: 20_000, interval: 50 })
  weth = await deployWeth()
  await depositAs(spender, 5n)
}, 30_000)

afterAll(() => {
  anvil.kill()
})

describe('simulating a plan on a real node', () => {
  test('reads the account before and after the very calls, with nothing deployed', async () => {
    const result = await simulate([approve(3n), deposit(3n)])
    expect(result).toMatchObject({ ok: true, issues: [] })
    if (!result.ok) return
    expect(balanceOf(result.before)).toBe(0n)
    expect(balanceOf(result.after)).toBe(3n)
    expect(result.before.nativeBalance - result.after.nativeBalance).toBe(3n)
    expect(await getCode(client, { address: probeAddress })).toBeUndefined()
  })

  test('counts the gas of the steps and not of its own reads, and prices it at base fee and tip', async () => {
    const one = await simulate([deposit(3n)])
    const two = await simulate([deposit(3n), deposit(3n)])
    if (!one.ok || !two.ok) throw new Error('expected both to succeed')
    expect(one.gasUsed).toBeGreaterThan(21_000n)
    expect(one.gasUsed).toBeLessThan(50_000n)
    expect(two.gasUsed).toBeGreaterThan(one.gasUsed)
    const { baseFeePerGas } = await getBlock(client, { blockTag: 'pending' })
    expect(one.networkFeeWei).toBe(one.gasUsed * ((baseFeePerGas ?? 0n) + 1_000_000_000n))
  })

  test('runs at the pinned timestamp, in the block after the latest', async () => {
    const latest = await getBlock(client)
    const timestamp = latest.timestamp + 86_400n
    const result = await simulate([deposit(1n)], { timestamp })
    expect(result.block).toEqual({ number: latest.number + 1n, timestamp })
    expect(result.ok && result.before.markets.block.timestamp).toBe(timestamp)
  })

  test('does not assume an allowance that no step gives', async () => {
    expect(await simulate([deposit(1n), transferFrom(1n)])).toMatchObject({
      ok: false,
      issue: { code: 'simulation-failed', severity: 'refusal' },
    })
  })

  test('refuses where the owner cannot pay the network fee', async () => {
    expect(await simulate([approve(1n)], { owner: poorOwner })).toMatchObject({
      ok: true,
      issues: [{ code: 'network-fee-unaffordable', severity: 'refusal' }],
    })
  })

  test('refuses where the owner does not have the coin that a call sends', async () => {
    expect(await simulate([deposit(1n)], { owner: poorOwner })).toMatchObject({
      ok: false,
      issue: { code: 'network-fee-unaffordable', severity: 'refusal' },
    })
  })
})

test('a node that is not there is called unreachable', async () => {
  const transport = http(`http://127.0.0.1:${await findFreePort()}`, { retryCount: 0 })
  const nobody = createClient({ chain: foundry, transport })
  const reader = { errorAbi: erc20Abi, explainError: () => null }
  expect(await simulatePlan(nobody, createPlan([deposit(1n)]), wethProbe(), reader)).toEqual({
    ok: false,
    block: null,
    issue: { code: 'rpc-unreachable', severity: 'refusal' },
  })
})

function simulate(steps: readonly PlanStep[], options: { timestamp?: bigint; owner?: Hex } = {}) {
  const plan = createPlan(steps, { owner: options.owner ?? owner, deadlineSeconds: 2n ** 40n })
  const reader = { errorAbi: erc20Abi, explainError: () => null }
  return simulatePlan(client, plan, wethProbe(), { ...reader, timestamp: options.timestamp })
}

function approve(amount: bigint): PlanStep {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] })
  const asset = { address: weth, symbol: 'WETH', name: 'Wrapped Ether', decimals: 18 }
  return { kind: 'approve', call: { to: weth, data, value: 0n }, asset, spender, amount }
}

function deposit(value: bigint): PlanStep {
  const data = encodeFunctionData({ abi: wethAbi, functionName: 'deposit' })
  return { kind: 'call', call: { to: weth, data, value }, actions: [] }
}

/** Takes tokens that the spender has and the owner was never allowed to take. */
function transferFrom(amount: bigint): PlanStep {
  const args = [spender, owner, amount] as const
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transferFrom', args })
  return { kind: 'call', call: { to: weth, data, value: 0n }, actions: [] }
}

/** Answers (token balance, timestamp, coin balance) of its caller, by asking the token what its own call data asks. */
function wethProbe(): AccountProbe {
  const copyCallData = '365f5f37'
  const askToken = `60205f365f73${weth.slice(2)}5afa50`
  const addTimeAndCoin = '426020523331604052'
  const answer = '60605ff3'
  return {
    to: probeAddress,
    code: `0x${copyCallData}${askToken}${addTimeAndCoin}${answer}`,
    data: encodeFunctionData({ abi: erc20Abi, functionName: 'balanceOf', args: [owner] }),
    decode: decodeSnapshot,
  }
}

function decodeSnapshot(returnData: Hex): AccountSnapshot {
  const uint = { type: 'uint256' } as const
  const [balance, timestamp, nativeBalance] = decodeAbiParameters([uint, uint, uint], returnData)
  const asset = { address: weth, symbol: 'WETH', name: 'Wrapped Ether', decimals: 18 }
  const markets = {
    protocol: 'none',
    chainId: 31337,
    block: { number: 0n, timestamp },
    farms: [],
    pools: [],
    issues: [],
    state: null,
  }
  return {
    markets,
    owner,
    positions: [],
    supplies: [],
    wallet: [{ asset, balance, allowances: [] }],
    nativeBalance,
  }
}

function balanceOf(snapshot: AccountSnapshot): bigint | undefined {
  return snapshot.wallet[0]?.balance
}

async function depositAs(from: Hex, value: bigint): Promise<void> {
  const data = encodeFunctionData({ abi: wethAbi, functionName: 'deposit' })
  const transaction = { from, to: weth, data, value: numberToHex(value) }
  await waitForTransactionReceipt(client, {
    hash: await client.request({ method: 'eth_sendTransaction', params: [transaction] }),
  })
}

async function deployWeth(): Promise<Hex> {
  const { bytecode } = JSON.parse(readFileSync(tokenFile, 'utf8')) as { bytecode: Hex }
  const transaction = { from: owner, data: bytecode, gas: numberToHex(3_000_000) } as const
  const hash = await client.request({ method: 'eth_sendTransaction', params: [transaction] })
  const { contractAddress } = await waitForTransactionReceipt(client, { hash })
  if (!contractAddress || hexToBigInt(contractAddress) === 0n) throw new Error('the token was not deployed')
  return contractAddress
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
