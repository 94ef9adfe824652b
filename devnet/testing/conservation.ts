import { erc20Abi } from 'viem'
import { multicall } from 'viem/actions'
import { expect } from 'vitest'
import type { Action } from '../../lib/domain/action'
import { type Address, isSameAddress } from '../../lib/domain/asset'
import { computeShareAssets } from '../../lib/domain/lending'
import { computeEquityE8 } from '../../lib/domain/leverage'
import { abs, max } from '../../lib/domain/math'
import { computeValueE8 } from '../../lib/domain/value'
import type { TransactionPlan } from '../../lib/plan/plan'
import { tokenOf } from '../../lib/protocols/gearbox-v3/read/assets'
import { stateOf } from '../../lib/protocols/gearbox-v3/read/convert'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { Harness } from './harness'

/**
 * How much of each token that pools trade there is in all the places where it can be: the wallet, the accounts,
 * stakes, vaults, lending pools and exchanges. No transaction of ours may change these sums by a single unit.
 */
export async function countTokens(
  { chain, owner }: Harness,
  account: AccountSnapshot,
  accounts: readonly Address[],
  blockNumber = account.markets.block.number,
): Promise<Readonly<Record<string, bigint>>> {
  const { markets } = stateOf(account.markets).raw
  const venues = markets.flatMap((m) => [
    ...m.stakings.map((s) => s.target),
    ...m.vaults.map((v) => v.vault),
    m.pool,
  ])
  const holders = [...new Set([owner, ...accounts, ...venues])]
  const pools = markets.flatMap((m) => [
    ...m.uniswapPools.map((p) => ({
      id: `${p.token0}${p.token1}`,
      tokens: [p.token0, p.token1],
      amounts: [p.reserve0, p.reserve1],
    })),
    ...m.balancerPools.map((p) => ({ id: p.poolId as string, tokens: p.tokens, amounts: p.balances })),
  ])
  const unique = [...new Map(pools.map((pool) => [pool.id, pool])).values()]
  const tokens = [...new Set(unique.flatMap((pool) => pool.tokens))]
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
    batchSize: 0,
    blockNumber,
  })
  const held = (token: Address) =>
    reads.reduce((sum, read, i) => (read.address === token ? sum + (balances[i] ?? 0n) : sum), 0n)
  const pooled = (token: Address) =>
    unique.reduce((sum, pool) => sum + (pool.amounts[pool.tokens.indexOf(token)] ?? 0n), 0n)
  return Object.fromEntries(tokens.map((token) => [token, held(token) + pooled(token)]))
}

/**
 * What somebody owns, at the oracle's prices, changes by fees and price impact and nothing else. Allowed besides:
 * what the pools' prices differ from the oracle's before it (trades of earlier steps moved them and nobody traded
 * them back), on every value traded; 0.5 % of that, since pool shares count at their fair value and are bought at spot; 30 seconds of interest and yield (1e-6 of all collateral); and
 * a dollar cent.
 */
export function expectValueKept(
  before: AccountSnapshot,
  after: AccountSnapshot,
  plan: TransactionPlan,
): void {
  const tradedE8 = plan.steps.reduce(
    (sum, step) => sum + (step.kind === 'call' ? valueTraded(before, step.actions) : 0n),
    0n,
  )
  const collateralE8 = before.positions.reduce((sum, p) => sum + computeEquityE8(p) * 10n, 0n)
  const allowed =
    (tradedE8 * (5_000n + findDeviation(before))) / 1_000_000n + abs(collateralE8) / 1_000_000n + 1_000_000n
  const lost = ownedE8(before, before) - ownedE8(after, before) - plan.feesE8
  expect(lost, `lost ${lost} of ${tradedE8} traded by ${plan.intent.kind}`).toBeLessThanOrEqual(
    allowed + (plan.priceImpactWad * tradedE8) / 10n ** 18n,
  )
  expect(-lost, `gained ${-lost} of ${tradedE8} traded by ${plan.intent.kind}`).toBeLessThanOrEqual(allowed)
}

function valueTraded(at: AccountSnapshot, actions: readonly Action[]): bigint {
  return actions.reduce((sum, action) => {
    if (!('isAtMarket' in action) || !action.isAtMarket) return sum
    return (
      sum +
      computeValueE8(action.give.amount, priceOf(at, action.give.asset.address), action.give.asset.decimals)
    )
  }, 0n)
}

function ownedE8(account: AccountSnapshot, prices: AccountSnapshot): bigint {
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
  const lent = account.supplies.reduce((sum, { poolId, shares }) => {
    const pool = account.markets.pools.find((p) => p.id === poolId)
    if (!pool) return sum
    return sum + computeValueE8(computeShareAssets(pool, shares), pool.priceE8, pool.asset.decimals)
  }, 0n)
  return inWallet + inPositions + lent
}

/** From any farm or position that prices it; a pool's own share is priced by the farms around it. */
function priceOf({ markets, positions }: AccountSnapshot, token: `0x${string}`): bigint {
  const state = markets.state as { raw: { markets: { tokens: { token: `0x${string}`; price: bigint }[] }[] } }
  const found = state.raw.markets.flatMap((m) => m.tokens).find((t) => isSameAddress(t.token, token))
  return found?.price ?? positions[0]?.debts[0].priceE8 ?? 0n
}

/** The furthest that any pool's price is from the oracle's, in millionths, rounded up. */
function findDeviation({ markets }: AccountSnapshot): bigint {
  const { markets: all } = stateOf(markets).raw
  return all.reduce((furthest, market) => {
    const worth = (token: Address, amount: bigint) => {
      const { price, decimals } = tokenOf(market, token)
      return computeValueE8(amount, price, decimals)
    }
    const sides = [
      ...market.uniswapPools.map((p) => [worth(p.token0, p.reserve0), worth(p.token1, p.reserve1)] as const),
      ...market.balancerPools.map((p) => p.tokens.map((token, i) => worth(token, p.balances[i] ?? 0n))),
    ]
    return sides.reduce((most, [one = 0n, other = 0n]) => {
      const smaller = one < other ? one : other
      return max(most, smaller === 0n ? 0n : (abs(one - other) * 1_000_000n) / smaller + 1n)
    }, furthest)
  }, 0n)
}
