import { erc20Abi } from 'viem'
import { multicall } from 'viem/actions'
import { expect } from 'vitest'
import type { Action } from '../../lib/domain/action'
import { type Address, isSameAddress } from '../../lib/domain/asset'
import { computeShareAssets } from '../../lib/domain/lending'
import { computeEquityE8 } from '../../lib/domain/leverage'
import { abs, max, min } from '../../lib/domain/math'
import { computeValueE8, type PricedAsset } from '../../lib/domain/value'
import type { TransactionPlan } from '../../lib/plan/plan'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { Exchange, ExchangeSide } from './driver'
import type { Harness } from './harness'
import { BATCH_BYTES } from './residue'

/**
 * How much of each token that pools trade there is in all the places where it can be: the wallet, the accounts,
 * stakes, vaults, lending pools and exchanges. No transaction of ours may change these sums by a single unit.
 */
export async function countTokens(
  { chain, driver, owner }: Harness,
  account: AccountSnapshot,
  accounts: readonly Address[],
  blockNumber = account.markets.block.number,
): Promise<Readonly<Record<string, bigint>>> {
  const exchanges = driver.listExchanges(account.markets)
  const pools = exchanges.flatMap(({ heldAt }) => heldAt ?? [])
  const holders = [...new Set([owner, ...accounts, ...pools, ...driver.listVaults(account.markets)])]
  const sides = exchanges.flatMap((exchange) => (exchange.heldAt ? [] : exchange.sides))
  const traded = exchanges.flatMap((exchange) => exchange.sides)
  const tokens = [...new Set(traded.map(({ priced }) => priced.asset.address))]
  const reads = tokens.flatMap((address) =>
    holders.map((holder) => ({
      abi: erc20Abi,
      address,
      functionName: 'balanceOf' as const,
      args: [holder] as const,
    })),
  )
  const balances = await multicall(chain, {
    contracts: reads,
    allowFailure: false,
    deployless: true,
    batchSize: BATCH_BYTES,
    blockNumber,
  })
  const held = (token: Address) =>
    reads.reduce((sum, read, i) => (read.address === token ? sum + (balances[i] ?? 0n) : sum), 0n)
  const pooled = (token: Address) =>
    sides.reduce((sum, { priced, amount }) => (priced.asset.address === token ? sum + amount : sum), 0n)
  return Object.fromEntries(tokens.map((token) => [token, held(token) + pooled(token)]))
}

/**
 * What somebody owns, at the oracle's prices, changes by fees and price impact and nothing else. Allowed besides:
 * what the pools' prices differ from the oracle's before it (trades of earlier steps moved them and nobody traded
 * them back), on every value traded; 0.5 % of that, since pool shares count at their fair value and are bought at spot; 30 seconds of interest and yield (1e-6 of all collateral); and
 * a dollar cent.
 */
export function expectValueKept(
  { driver }: Harness,
  before: AccountSnapshot,
  after: AccountSnapshot,
  plan: TransactionPlan,
): void {
  const prices = driver.listPriced(before.markets)
  const tradedE8 = plan.steps.reduce(
    (sum, step) => sum + (step.kind === 'call' ? valueTraded(prices, step.actions) : 0n),
    0n,
  )
  const collateralE8 = before.positions.reduce((sum, p) => sum + computeEquityE8(p) * 10n, 0n)
  const allowed =
    (tradedE8 * (5_000n + findDeviation(driver.listExchanges(before.markets)))) / 1_000_000n +
    abs(collateralE8) / 1_000_000n +
    1_000_000n
  const lost = ownedE8(before, prices) - ownedE8(after, prices) - plan.feesE8
  expect(lost, `lost ${lost} of ${tradedE8} traded by ${plan.intent.kind}`).toBeLessThanOrEqual(
    allowed + (plan.priceImpactWad * tradedE8) / 10n ** 18n,
  )
  expect(-lost, `gained ${-lost} of ${tradedE8} traded by ${plan.intent.kind}`).toBeLessThanOrEqual(allowed)
}

function valueTraded(prices: readonly PricedAsset[], actions: readonly Action[]): bigint {
  return actions.reduce((sum, action) => {
    if (!('isAtMarket' in action) || !action.isAtMarket) return sum
    return (
      sum +
      computeValueE8(
        action.give.amount,
        priceOf(prices, action.give.asset.address),
        action.give.asset.decimals,
      )
    )
  }, 0n)
}

function ownedE8(account: AccountSnapshot, prices: readonly PricedAsset[]): bigint {
  const inWallet = account.wallet.reduce(
    (sum, { asset, balance }) =>
      sum + computeValueE8(balance, priceOf(prices, asset.address), asset.decimals),
    0n,
  )
  const inPositions = account.positions.reduce(
    (sum, p) =>
      p.rewards.reduce(
        (s, r) => s + computeValueE8(r.amount, r.priceE8, r.asset.decimals),
        sum + computeEquityE8(p),
      ),
    0n,
  )
  const lent = account.supplies.reduce((sum, { poolId, shares, within }) => {
    const pool = account.markets.pools.find((p) => p.id === poolId)
    // what is a part of a position was counted there
    if (!pool || within) return sum
    return sum + computeValueE8(computeShareAssets(pool, shares), pool.priceE8, pool.asset.decimals)
  }, 0n)
  return inWallet + inPositions + lent
}

/** 0n of what no market prices: nothing that is counted here. */
function priceOf(prices: readonly PricedAsset[], token: Address): bigint {
  return prices.find(({ asset }) => isSameAddress(asset.address, token))?.priceE8 ?? 0n
}

/** The furthest that any exchange's price is from the oracle's, in millionths, rounded up. */
function findDeviation(exchanges: readonly Exchange[]): bigint {
  const worthOf = ({ priced: { asset, priceE8 }, amount }: ExchangeSide) =>
    computeValueE8(amount, priceE8, asset.decimals)
  return exchanges.reduce((most, { sides }) => {
    const [one = 0n, other = 0n] = sides.map(worthOf)
    const smaller = min(one, other)
    return max(most, smaller === 0n ? 0n : (abs(one - other) * 1_000_000n) / smaller + 1n)
  }, 0n)
}
