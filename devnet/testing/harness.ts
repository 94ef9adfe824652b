import {
  type Client,
  createClient,
  createTestClient,
  createWalletClient,
  type Hex,
  http,
  publicActions,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { expect } from 'vitest'
import { practiceChain } from '../../lib/config/chains'
import type { Address } from '../../lib/domain/asset'
import { simulatePlan } from '../../lib/execution/simulate'
import { hasSucceeded, simulateCalls } from '../../lib/execution/simulate-calls'
import { findLimit } from '../../lib/plan/find-limit'
import type { PlanResult, TransactionPlan } from '../../lib/plan/plan'
import type { AccountSnapshot, MarketSnapshot, ProtocolAdapter } from '../../lib/protocols/protocol'
import { driverOf } from './driver'
import { planWithAnswers } from './plan-with-answers'

const chainId = practiceChain.id
const PLENTY_OF_GAS = 5_000_000n
/** How long somebody takes who signs each step. */
const SECONDS_BETWEEN_STEPS = 12
/** A control brings every exchange to a price before it answers: what is given up goes on, and moves a chain that went back. */
const CONTROL_MS = 60_000

export type Harness = ReturnType<typeof createHarness>

/** A person with a key of their own, a protocol, and the practice chain at `url`. */
export function createHarness(adapter: ProtocolAdapter, url: string) {
  const account = privateKeyToAccount(generatePrivateKey())
  const owner: Address = account.address
  const counter = { requests: 0 }
  const connect = (): Client =>
    createClient({
      chain: practiceChain,
      transport: http(url, { onFetchRequest: () => void counter.requests++, retryCount: 0 }),
    })
  let client = connect()
  const chain = createTestClient({
    mode: 'anvil',
    chain: practiceChain,
    transport: http(url, { timeout: CONTROL_MS }),
  }).extend(publicActions)
  const wallet = createWalletClient({ account, chain: practiceChain, transport: http(url) })

  const readMarkets = () => adapter.fetchMarkets(client, chainId)
  const readAccount = () => adapter.fetchAccount(client, chainId, owner)

  function simulate(plan: TransactionPlan, markets: MarketSnapshot, timestamp?: bigint) {
    const { errorAbi, explainError } = adapter
    const probe = adapter.probeAccount(markets, owner, namesHolder(plan) ? plan.intent : undefined)
    return simulatePlan(client, plan, probe, {
      errorAbi,
      explainError,
      timestamp,
    })
  }

  const planWith = (account: AccountSnapshot, plan: (account: AccountSnapshot) => PlanResult) =>
    planWithAnswers(chain, account, plan)

  /** What `findLimit` finds, with everything answered that the chain is asked. */
  async function findLimitWith(
    account: AccountSnapshot,
    planAt: (account: AccountSnapshot, amount: bigint) => PlanResult,
    upper: bigint,
    least = 1n,
  ): Promise<bigint> {
    const isAccepted = async (amount: bigint) =>
      (await planWith(account, (asked) => planAt(asked, amount))).ok
    const limit = findLimit((amount) => planAt(account, amount), upper, least)
    if (limit === 0n || (await isAccepted(limit))) return limit
    let [accepted, refused] = [limit / 2n, limit]
    // too little may be refused, too
    while (accepted > least && !(await isAccepted(accepted))) {
      refused = accepted
      accepted /= 2n
    }
    if (accepted <= least) return 0n
    while (refused - accepted > 1n) {
      const middle = (accepted + refused) / 2n
      if (await isAccepted(middle)) accepted = middle
      else refused = middle
    }
    return accepted
  }

  /** What each step uses and a half more, so that many of them fit into a block; plenty where it would fail. */
  async function listGas({ steps }: TransactionPlan): Promise<readonly bigint[]> {
    const calls = steps.map(({ call }) => ({ from: owner, call }))
    const block = await simulateCalls(client, calls, {})
    return block.calls.map((result) =>
      hasSucceeded(result) ? (BigInt(result.gasUsed) * 3n) / 2n + 100_000n : PLENTY_OF_GAS,
    )
  }

  async function send(plan: TransactionPlan): Promise<readonly Hex[]> {
    const gas = await listGas(plan)
    const hashes: Hex[] = []
    for (const [index, { call }] of plan.steps.entries()) {
      hashes.push(await wallet.sendTransaction({ ...call, gas: gas[index] ?? PLENTY_OF_GAS }))
    }
    return hashes
  }

  /** Sends a plan's steps so that all of them are mined in one block of that timestamp. */
  async function mineAt(
    plan: TransactionPlan,
    timestamp: bigint,
  ): Promise<readonly ('success' | 'reverted')[]> {
    await chain.setAutomine(false)
    try {
      const hashes = await send(plan)
      await chain.setNextBlockTimestamp({ timestamp })
      await chain.mine({ blocks: 1 })
      return Promise.all(hashes.map(async (hash) => (await chain.getTransactionReceipt({ hash })).status))
    } finally {
      await chain.setAutomine(true)
    }
  }

  /** Sends a plan's steps as they are, each in a block of its own, as a wallet that signs one by one does. */
  async function runInTurn(plan: TransactionPlan): Promise<AccountSnapshot> {
    const gas = await listGas(plan)
    for (const [index, { call }] of plan.steps.entries()) {
      const hash = await wallet.sendTransaction({ ...call, gas: gas[index] ?? PLENTY_OF_GAS })
      const { status } = await chain.waitForTransactionReceipt({ hash, pollingInterval: 20 })
      if (status !== 'success') throw new Error(`A step of ${plan.intent.kind} was refused`)
      await chain.increaseTime({ seconds: SECONDS_BETWEEN_STEPS })
    }
    return readAccount()
  }

  /** Simulates and mines at one timestamp, and compares everything that can be read, to the wei. */
  async function runExactly(plan: TransactionPlan, before: AccountSnapshot): Promise<AccountSnapshot> {
    const timestamp = before.markets.block.timestamp + 30n
    const simulated = await simulate(plan, before.markets, timestamp)
    if (!simulated.ok) throw new Error(`simulated: ${print(simulated.issue)}`)
    expect(await mineAt(plan, timestamp)).toEqual(plan.steps.map(() => 'success'))
    const actual = await readAccount()
    const { number } = actual.markets.block
    const told = namesHolder(plan)
      ? await adapter.fetchAccountAt(client, before.markets, plan.intent, number)
      : actual
    expect(comparable(simulated.after)).toEqual(comparable(told))
    return actual
  }

  return {
    adapter,
    driver: driverOf(adapter),
    owner,
    get client() {
      return client
    },
    /** Knows nothing more of the chain, as somebody who comes: what never changes may have, where the chain went back. */
    forget: () => {
      client = connect()
    },
    chain,
    counter,
    readMarkets,
    readAccount,
    simulate,
    send,
    planWith,
    findLimitWith,
    mineAt,
    runInTurn,
    runExactly,
  }
}

export function expectPlan(result: PlanResult): TransactionPlan {
  if (!result.ok) throw new Error(`refused: ${print(result.issues)}`)
  return result.plan
}

export function print(value: unknown): string {
  return JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? String(v) : v))
}

/** Of all that may hold a position, the next free one is read without being named. */
function namesHolder({ intent }: TransactionPlan): boolean {
  return intent.kind === 'open' && intent.holder !== undefined
}

/**
 * Growth of vaults and shares is measured from block to block, and functions are made for each; all else is the chain’s own state.
 * Nothing allowed is the same as not asked: once a Safe is there, a reader asks what the one after it may take too.
 */
function comparable({ positions, wallet, markets, ...rest }: AccountSnapshot) {
  const { nativeBalance: _, ...others } = rest
  return {
    ...others,
    wallet: wallet.map((held) => ({ ...held, allowances: held.allowances.filter((one) => one.amount > 0n) })),
    block: markets.block,
    farms: markets.farms.map(({ yields: _, debtGrowth: __, judge: ___, ...farm }) => farm),
    pools: markets.pools,
    positions: positions.map(({ judge: _, liquidate: __, ...position }) => ({
      ...position,
      rates: {
        costs: position.rates.costs.filter(({ kind }) => kind !== 'growth'),
        yieldsByCollateral: {},
      },
    })),
  }
}
