import { createRequire } from 'node:module'
import {
  createClient,
  createTestClient,
  createWalletClient,
  encodeFunctionData,
  erc20Abi,
  type Hex,
  http,
  parseAbi,
  parseEther,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import {
  deployContract,
  getTransactionCount,
  getTransactionReceipt,
  readContract,
  waitForTransactionReceipt,
} from 'viem/actions'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { practiceChain } from '../../lib/config/chains'
import { runPlan } from '../../lib/execution/run'
import type { RunState } from '../../lib/execution/run-state'
import { createPlan } from '../../lib/execution/testing/fake-plan'
import type { PlanStep } from '../../lib/plan/plan'
import { connectEngine } from './testing/connect-engine'
import type { WalletBehaviour } from './wallet-engine'

const rpcUrl = inject('rpcUrl')
const transport = http(rpcUrl)
const client = createClient({ chain: practiceChain, transport, pollingInterval: 50 })
const chain = createTestClient({ mode: 'anvil', chain: practiceChain, transport })
const wethAbi = parseAbi(['function deposit() payable', 'function withdraw(uint256 wad)'])
const spender = '0x0000000000000000000000000000000000000b0b'
const NEEDED = 5n

let snapshot: Hex
let weth: Hex

beforeEach(async () => {
  snapshot = await chain.snapshot()
  weth = await deployWeth()
})

afterEach(async () => {
  await chain.revert({ id: snapshot })
})

test('step by step, each step is a transaction of its own on the chain', async () => {
  const { run, owner } = await prepare()
  const { end, states } = await run([approve(), deposit(3n)])
  expect(end).toMatchObject({ status: 'confirmed' })
  expect(await outcomeOf(owner)).toEqual({ balance: 3n, allowance: NEEDED })
  expect(await getTransactionCount(client, { address: owner })).toBe(2)
  expect(new Set(states.flatMap((state) => ('hash' in state && state.hash ? [state.hash] : []))).size).toBe(2)
})

test('as a batch, the whole plan is one transaction, and its receipt is the chain’s own', async () => {
  const { run, owner } = await prepare({ batches: 'supported' })
  const { end, states } = await run([approve(), deposit(3n)])
  if (end.status !== 'confirmed' || !end.hash) throw new Error(`ended as ${end.status}`)
  const receipt = await getTransactionReceipt(client, { hash: end.hash })
  expect(receipt).toMatchObject({ status: 'success', to: owner.toLowerCase(), blockNumber: end.blockNumber })
  expect(await outcomeOf(owner)).toEqual({ balance: 3n, allowance: NEEDED })
  expect(states.every((state) => !('stepCount' in state) || state.stepIndex === 0)).toBe(true)
})

test('a batch with a call that fails leaves nothing behind, the approval neither', async () => {
  const { run, owner } = await prepare({ batches: 'supported' })
  const { end } = await run([approve(), withdraw(1n)])
  // The wallet's error proves nothing, and the chain has nothing to show.
  expect(end).toMatchObject({ status: 'failed', issue: { code: 'sending-unknown' } })
  expect(await outcomeOf(owner)).toEqual({ balance: 0n, allowance: 0n })
})

test('an approval that the person lowers stops before the call', async () => {
  const { run, owner, engine } = await prepare()
  engine.state.editedAllowance = NEEDED - 1n
  const { end } = await run([approve(), deposit(3n)])
  expect(end).toMatchObject({ status: 'failed', issue: { code: 'allowance-too-low' } })
  expect(await outcomeOf(owner)).toEqual({ balance: 0n, allowance: NEEDED - 1n })
})

test('a wallet that sends and answers nonsense has sent once, and the chain tells its hash', async () => {
  const { run, owner, engine } = await prepare()
  engine.state.answersNonsense = true
  const { end } = await run([deposit(3n)])
  if (end.status !== 'confirmed' || !end.hash) throw new Error(`ended as ${end.status}`)
  expect(await getTransactionReceipt(client, { hash: end.hash })).toMatchObject({ status: 'success' })
  expect(await outcomeOf(owner)).toEqual({ balance: 3n, allowance: 0n })
  expect(await getTransactionCount(client, { address: owner })).toBe(1)
})

test('a batch that was sent under a nonsense answer is found by the calls that it carries', async () => {
  const { run, owner, engine } = await prepare({ batches: 'supported' })
  engine.state.answersNonsense = true
  const { end } = await run([approve(), deposit(3n)])
  expect(end).toMatchObject({ status: 'confirmed' })
  expect(await outcomeOf(owner)).toEqual({ balance: 3n, allowance: NEEDED })
})

test('a wallet on another chain is switched first', async () => {
  const { run, owner } = await prepare({ chainId: 1 })
  expect((await run([deposit(3n)])).end).toMatchObject({ status: 'confirmed' })
  expect(await outcomeOf(owner)).toEqual({ balance: 3n, allowance: 0n })
})

async function prepare(behaviour: WalletBehaviour = {}) {
  const privateKey = generatePrivateKey()
  const owner = privateKeyToAccount(privateKey).address
  await chain.setBalance({ address: owner, value: parseEther('1') })
  const { config, engine } = await connectEngine(rpcUrl, privateKey, behaviour)

  const run = async (steps: readonly PlanStep[]) => {
    const states: RunState[] = []
    const onState = (state: RunState) => states.push(state)
    const end = await runPlan(config, createPlan(steps, { owner, deadlineSeconds: 2n ** 40n }), {
      onState,
      storage: null,
      timing: { settleMs: 1_000, pollMs: 200 },
    })
    return { end, states }
  }
  return { run, owner, engine }
}

function asset() {
  return { address: weth, symbol: 'WETH', name: 'Wrapped Ether', decimals: 18 }
}

function approve(): PlanStep {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, NEEDED] })
  return { kind: 'approve', call: { to: weth, data, value: 0n }, asset: asset(), spender, amount: NEEDED }
}

function deposit(value: bigint): PlanStep {
  const data = encodeFunctionData({ abi: wethAbi, functionName: 'deposit' })
  return { kind: 'call', call: { to: weth, data, value }, actions: [] }
}

function withdraw(amount: bigint): PlanStep {
  const data = encodeFunctionData({ abi: wethAbi, functionName: 'withdraw', args: [amount] })
  return { kind: 'call', call: { to: weth, data, value: 0n }, actions: [] }
}

async function outcomeOf(owner: Hex) {
  const token = { address: weth, abi: erc20Abi } as const
  const balance = await readContract(client, { ...token, functionName: 'balanceOf', args: [owner] })
  const allowance = await readContract(client, {
    ...token,
    functionName: 'allowance',
    args: [owner, spender],
  })
  return { balance, allowance }
}

async function deployWeth(): Promise<Hex> {
  const account = privateKeyToAccount(generatePrivateKey())
  await chain.setBalance({ address: account.address, value: parseEther('1') })
  const file: { bytecode: Hex } = createRequire(import.meta.url)('canonical-weth/build/contracts/WETH9.json')
  const wallet = createWalletClient({ account, chain: practiceChain, transport })
  const hash = await deployContract(wallet, { abi: wethAbi, bytecode: file.bytecode })
  const { contractAddress } = await waitForTransactionReceipt(client, { hash })
  if (!contractAddress) throw new Error('the token was not deployed')
  return contractAddress
}
