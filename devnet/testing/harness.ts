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
import type { PlanResult, TransactionPlan } from '../../lib/plan/plan'
import type { AccountSnapshot, MarketSnapshot, ProtocolAdapter } from '../../lib/protocols/protocol'
import { driverOf } from './driver'

const chainId = practiceChain.id

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
  const chain = createTestClient({ mode: 'anvil', chain: practiceChain, transport: http(url) }).extend(
    publicActions,
  )
  const wallet = createWalletClient({ account, chain: practiceChain, transport: http(url) })

  const readMarkets = () => adapter.fetchMarkets(client, chainId)
  const readAccount = () => adapter.fetchAccount(client, chainId, owner)

  function simulate(plan: TransactionPlan, markets: MarketSnapshot, timestamp?: bigint) {
    const { errorAbi, explainError } = adapter
    return simulatePlan(client, plan, adapter.probeAccount(markets, owner), {
      errorAbi,
      explainError,
      timestamp,
    })
  }

  async function send(plan: TransactionPlan): Promise<readonly Hex[]> {
    const hashes: Hex[] = []
    for (const { call } of plan.steps) hashes.push(await wallet.sendTransaction({ ...call, gas: 5_000_000n }))
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

  /** Simulates and mines at one timestamp, and compares everything that can be read, to the wei. */
  async function runExactly(plan: TransactionPlan, before: AccountSnapshot): Promise<AccountSnapshot> {
    const timestamp = before.markets.block.timestamp + 30n
    const simulated = await simulate(plan, before.markets, timestamp)
    if (!simulated.ok) throw new Error(`simulated: ${print(simulated.issue)}`)
    expect(await mineAt(plan, timestamp)).toEqual(plan.steps.map(() => 'success'))
    const actual = await readAccount()
    expect(comparable(simulated.after)).toEqual(comparable(actual))
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
    mineAt,
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

/** Yields of vaults are measured from block to block; everything else is the chain's own state. */
function comparable({ positions, wallet, markets, ...rest }: AccountSnapshot) {
  const { nativeBalance: _, ...others } = rest
  return {
    ...others,
    wallet,
    block: markets.block,
    farms: markets.farms.map(({ yields: _, ...farm }) => farm),
    pools: markets.pools,
    positions: positions.map((position) => ({
      ...position,
      rates: { ...position.rates, yieldsByCollateral: {} },
    })),
  }
}
