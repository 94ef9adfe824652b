import { type Address, encodeEventTopics, encodeFunctionData, getAddress, type Hex, slice } from 'viem'
import { liquidator } from '../accounts'
import type { Tokens } from '../deploy-tokens'
import { type FeedToken, handOut } from '../farm-tokens'
import type { Liquidation } from '../liquidations'
import type { Queue } from '../queue'
import { RpcFailure } from '../rpc'
import type { Log } from '../transactor'
import type { LendingMarket } from './lending-market'

/** Of `getUserAccountData`: in the pool's unit, and 1e18 for a health factor of 1. */
type AccountData = readonly [
  collateral: bigint,
  debt: bigint,
  available: bigint,
  threshold: bigint,
  ltv: bigint,
  healthFactorWad: bigint,
]

/** What somebody has of a reserve: worth in the pool's unit, 0n where it is no collateral or not owed. */
type Holding = {
  readonly token: FeedToken
  readonly owed: bigint
  readonly owedValue: bigint
  readonly heldValue: bigint
}

type Pair = { readonly debt: Holding; readonly collateral: Holding }

/** The pool takes its close factor of it: a part, or all close to the end. */
const allOfIt = 2n ** 256n - 1n
const healthyWad = 10n ** 18n
/** Calls after which whoever is still unhealthy is left to the next round. */
const mostCalls = 12

/**
 * Liquidates everybody in a pool with a health factor below 1 as a liquidator's bot would: as much of the largest debt as may be
 * repaid, for the largest collateral, and again only while that is not enough. One entry for each account, however many calls.
 */
export async function liquidateUnhealthyHolders(
  queue: Queue,
  tokens: Tokens,
  market: LendingMarket,
): Promise<readonly Liquidation[]> {
  const liquidations: Liquidation[] = []
  for (const account of await findDebtors(queue, market)) {
    let calls = 0
    while (calls < mostCalls && (await isUnhealthy(queue, market, account))) {
      if (!(await liquidateOnce(queue, tokens, market, account))) break
      calls += 1
    }
    if (calls > 0) liquidations.push({ account, market: market.pool.address })
  }
  return liquidations
}

/** Everybody who has ever borrowed, once each: a pool keeps no list. */
async function findDebtors(queue: Queue, { pool }: LendingMarket): Promise<readonly Address[]> {
  await queue.flush()
  const [topic] = encodeEventTopics({ abi: pool.abi, eventName: 'Borrow' })
  const filter = { address: pool.address, topics: [topic], fromBlock: '0x0', toBlock: 'latest' }
  const logs = await queue.rpc<readonly Log[]>('eth_getLogs', [filter])
  // `reserve`, `onBehalfOf` and the referral code are indexed.
  return [...new Set(logs.flatMap(({ topics }) => (topics[2] ? [toAddress(topics[2])] : [])))]
}

function toAddress(topic: Hex): Address {
  return getAddress(slice(topic, 12))
}

async function isUnhealthy(queue: Queue, { pool }: LendingMarket, account: Address): Promise<boolean> {
  const data = await queue.read<AccountData>(pool, 'getUserAccountData', [account])
  const [collateral, , , , , healthFactorWad] = data
  return healthFactorWad < healthyWad && collateral > 0n
}

/** False where no call would work, as where everything that is held or owed is paused. */
async function liquidateOnce(
  queue: Queue,
  tokens: Tokens,
  market: LendingMarket,
  account: Address,
): Promise<boolean> {
  const funded = new Set<FeedToken>()
  for (const { debt, collateral } of listPairs(await readHoldings(queue, market, account))) {
    if (!funded.has(debt.token)) await bring(queue, tokens, market, debt)
    funded.add(debt.token)
    const args = [collateral.token.address, debt.token.address, account, allOfIt, false] as const
    if (!(await works(queue, market, args))) continue
    await queue.send(liquidator, market.pool, 'liquidationCall', args)
    await queue.flush()
    return true
  }
  return false
}

async function readHoldings(
  queue: Queue,
  { plan, dataProvider, oracle }: LendingMarket,
  account: Address,
): Promise<readonly Holding[]> {
  const holdings: Holding[] = []
  for (const { token } of plan.reserves) {
    const ask = [token.address, account]
    const own = await queue.read<readonly [bigint, bigint, bigint, ...unknown[]]>(
      dataProvider,
      'getUserReserveData',
      ask,
    )
    const [held, , owed] = own
    const price = await queue.read<bigint>(oracle, 'getAssetPrice', [token.address])
    const unit = 10n ** BigInt(token.decimals)
    const isCollateral = own[8] === true
    holdings.push({
      token,
      owed,
      owedValue: (owed * price) / unit,
      heldValue: isCollateral ? (held * price) / unit : 0n,
    })
  }
  return holdings
}

/** The largest debt with the largest collateral first. */
function listPairs(holdings: readonly Holding[]): readonly Pair[] {
  const sorted = (value: (holding: Holding) => bigint) =>
    holdings.filter((one) => value(one) > 0n).sort((a, b) => (value(a) < value(b) ? 1 : -1))
  const collaterals = sorted(({ heldValue }) => heldValue)
  return sorted(({ owedValue }) => owedValue).flatMap((debt) =>
    collaterals.map((collateral) => ({ debt, collateral })),
  )
}

/** All that is owed of it, and what interest adds until the call. */
async function bring(queue: Queue, tokens: Tokens, { pool }: LendingMarket, debt: Holding): Promise<void> {
  const amount = debt.owed + debt.owed / 1_000n + 1n
  await handOut(queue, tokens, debt.token, liquidator, amount)
  await queue.send(liquidator, debt.token, 'approve', [pool.address, 0n])
  await queue.send(liquidator, debt.token, 'approve', [pool.address, amount])
  await queue.flush()
}

async function works(queue: Queue, { pool }: LendingMarket, args: readonly unknown[]): Promise<boolean> {
  const data = encodeFunctionData({ abi: pool.abi, functionName: 'liquidationCall', args })
  try {
    await queue.rpc('eth_call', [{ from: liquidator, to: pool.address, data }, 'latest'])
    return true
  } catch (error) {
    if (error instanceof RpcFailure) return false
    throw error
  }
}
