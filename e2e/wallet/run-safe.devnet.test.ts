import { encodeFunctionData, erc20Abi, parseAbi, parseEther, zeroAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { getTransactionCount, readContract } from 'viem/actions'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { practiceAave, practiceUniswapV3 } from '../../devnet/accounts'
import { fund, readPricedAssets } from '../../devnet/controls'
import { connectTestChain } from '../../devnet/test-chain'
import { keepFresh } from '../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../devnet/testing/lending-market'
import { practiceChain } from '../../lib/config/chains'
import type { Address, Asset } from '../../lib/domain/asset'
import { runPlan } from '../../lib/execution/run'
import { type SimulateOptions, simulatePlan } from '../../lib/execution/simulate'
import { makeBlindProbe } from '../../lib/execution/testing/blind-probe'
import { createPlan } from '../../lib/execution/testing/fake-plan'
import type { PlanStep } from '../../lib/plan/plan'
import { planRequirements } from '../../lib/plan/requirements'
import { carryOut, type SafeCall } from '../../lib/safe/carry-out'
import { predictSafe } from '../../lib/safe/predict'
import { connectEngine } from './testing/connect-engine'
import type { WalletBehaviour } from './wallet-engine'

const rpcUrl = inject('rpcUrl')
const chain = connectTestChain(rpcUrl)
const privateKey = generatePrivateKey()
const owner = privateKeyToAccount(privateKey).address
const safe = predictSafe(owner, 0)
keepFresh(chain, owner)

const E = parseEther('1')
const BORROWED = 1_000n * 10n ** 6n
const poolAbi = parseAbi([
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referral)',
  'function borrow(address asset, uint256 amount, uint256 mode, uint16 referral, address onBehalfOf)',
  'function repay(address asset, uint256 amount, uint256 mode, address onBehalfOf) returns (uint256)',
  'function withdraw(address asset, uint256 amount, address to) returns (uint256)',
])
const errors: SimulateOptions = {
  errorAbi: parseAbi(['error HealthFactorLowerThanLiquidationThreshold()']),
  explainError: (name) =>
    name === 'HealthFactorLowerThanLiquidationThreshold'
      ? { code: 'not-enough-collateral', severity: 'refusal' }
      : null,
}

let pool: Address = zeroAddress
let weth: Asset
let usdc: Asset

beforeAll(async () => {
  const assets = await readPricedAssets(chain)
  const find = (wanted: string): Asset => {
    const found = assets.find(({ symbol }) => symbol === wanted)
    if (!found) throw new Error(`no ${wanted}`)
    return { address: found.address, symbol: wanted, name: wanted, decimals: wanted === 'USDC' ? 6 : 18 }
  }
  weth = find('WETH')
  usdc = find('USDC')
  pool = (await readLendingMarket(chain, practiceAave)).pool
  await fund(chain, owner)
})

describe('a position in a person’s Safe, from plan to chain', () => {
  it('is opened by a plain account with three signatures, and closed with two', async () => {
    const run = await connectWallet()
    expect(await run(open(BORROWED, false))).toMatchObject({ status: 'confirmed' })
    expect(await getTransactionCount(chain, { address: owner })).toBe(3)
    await expectOpened()
    // As a plan is made of it later: what is owed goes from the owner's wallet into the Safe, and what is left comes back.
    expect(await run(close())).toMatchObject({ status: 'confirmed' })
    expect(await getTransactionCount(chain, { address: owner })).toBe(5)
    expect(await balanceOf(weth)).toBe(0n)
    expect(await balanceOf(usdc)).toBe(0n)
    expect(await allowanceOf(usdc, owner)).toBe(0n)
  })

  it('is opened with one signature by a wallet that batches', async () => {
    const run = await connectWallet({ batches: 'supported' })
    const end = await run(open(BORROWED, false))
    if (end.status !== 'confirmed' || !end.hash) throw new Error(`ended as ${end.status}`)
    await expectOpened()
  })

  it('is not created again after a run that stopped behind the creation', async () => {
    const run = await connectWallet()
    const steps = open(BORROWED, false)
    expect(await run(steps.slice(0, 1))).toMatchObject({ status: 'confirmed' })
    expect(await run(steps)).toMatchObject({ status: 'confirmed' })
    expect(await getTransactionCount(chain, { address: owner })).toBe(3)
    await expectOpened()
  })
})

it('says why a call in the middle of a batch fails, before anything is signed', async () => {
  const run = await connectWallet()
  const end = await run(open(10n * BORROWED, false))
  expect(end).toMatchObject({ status: 'failed', stepIndex: 0, issue: { code: 'not-enough-collateral' } })
  expect(await getTransactionCount(chain, { address: owner })).toBe(0)
})

/** Supplies 2 WETH, borrows, and has what was borrowed sent to the owner. */
function open(borrowed: bigint, isThere: boolean): readonly PlanStep[] {
  const amount = 2n * E
  const supply = encodeFunctionData({
    abi: poolAbi,
    functionName: 'supply',
    args: [weth.address, amount, safe, 0],
  })
  const borrow = encodeFunctionData({
    abi: poolAbi,
    functionName: 'borrow',
    args: [usdc.address, borrowed, 2n, 0, safe],
  })
  return planSteps(
    isThere,
    [{ asset: weth, amount }],
    [usdc.address],
    [
      approve(weth, amount),
      {
        call: { to: pool, data: supply, value: 0n },
        actions: [{ kind: 'add-collateral', give: { asset: weth, amount } }],
      },
      {
        call: { to: pool, data: borrow, value: 0n },
        actions: [{ kind: 'borrow', get: { asset: usdc, amount: borrowed } }],
      },
    ],
  )
}

/** Repays all with a little more than is owed, and has the rest and the collateral sent to the owner. */
function close(): readonly PlanStep[] {
  const amount = BORROWED + 1_000n
  const most = 2n ** 256n - 1n
  const repay = encodeFunctionData({
    abi: poolAbi,
    functionName: 'repay',
    args: [usdc.address, most, 2n, safe],
  })
  const withdraw = encodeFunctionData({
    abi: poolAbi,
    functionName: 'withdraw',
    args: [weth.address, most, safe],
  })
  const give = { asset: usdc, amount }
  return planSteps(
    true,
    [give],
    [usdc.address, weth.address],
    [
      approve(usdc, amount),
      { call: { to: pool, data: repay, value: 0n }, actions: [{ kind: 'repay', give, isAll: true }] },
      approve(usdc, 0n),
      { call: { to: pool, data: withdraw, value: 0n }, actions: [] },
    ],
  )
}

function planSteps(
  isThere: boolean,
  takes: readonly { readonly asset: Asset; readonly amount: bigint }[],
  sweeps: readonly Address[],
  calls: readonly SafeCall[],
): readonly PlanStep[] {
  const sweeper = practiceUniswapV3.router
  const errand = carryOut({ owner, index: 0, isThere, value: 0n, takes, calls, sweeps, sweeper })
  const { steps, issues } = planRequirements(errand.requirements, [])
  expect(issues).toEqual([])
  return [...steps, ...errand.calls.map((call): PlanStep => ({ kind: 'call', ...call }))]
}

function approve({ address: token }: Asset, amount: bigint): SafeCall {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [pool, amount] })
  return { call: { to: token, data, value: 0n }, actions: [], allows: { token, spender: pool, amount } }
}

/** A page's run of a plan, rehearsed on the chain before each signature, with a wallet of that behaviour. */
async function connectWallet(behaviour: WalletBehaviour = {}) {
  const { config } = await connectEngine(rpcUrl, privateKey, behaviour)
  const client = config.getClient({ chainId: practiceChain.id })
  return (steps: readonly PlanStep[]) => {
    const plan = createPlan(steps, { owner, deadlineSeconds: 2n ** 40n })
    return runPlan(config, plan, {
      onState: () => {},
      storage: null,
      errors,
      timing: { settleMs: 1_000, pollMs: 200 },
      rehearse: async (remaining) => {
        const result = await simulatePlan(
          client,
          { ...plan, steps: remaining },
          makeBlindProbe(owner),
          errors,
        )
        return result.ok ? null : result.issue
      },
    })
  }
}

async function expectOpened() {
  expect(await balanceOf(usdc)).toBe(0n)
  expect(await balanceOf(weth)).toBe(0n)
  expect(await allowanceOf(weth, owner)).toBe(0n)
  const abi = parseAbi(['function getUserAccountData(address) view returns (uint256, uint256, uint256)'])
  const ask = { address: pool, abi, functionName: 'getUserAccountData', args: [safe] } as const
  const [collateral, debt] = await readContract(chain, ask)
  expect(collateral).toBeGreaterThan(debt)
  expect(debt).toBeGreaterThan(0n)
}

function balanceOf({ address }: Asset) {
  return readContract(chain, { address, abi: erc20Abi, functionName: 'balanceOf', args: [safe] })
}

function allowanceOf({ address }: Asset, of: Address) {
  return readContract(chain, { address, abi: erc20Abi, functionName: 'allowance', args: [of, safe] })
}
