import type { Action } from '../../../domain/action'
import type { Asset } from '../../../domain/asset'
import type { Call } from '../../../domain/call'
import { isSameId } from '../../../domain/id'
import type { SupplyIntent, WithdrawSupplyIntent } from '../../../domain/intent'
import type { Issue } from '../../../domain/issue'
import {
  computeRedemptionOutcome,
  computeShareAssets,
  computeShares,
  computeSupplied,
  computeSupplyOutcome,
  computeWithdrawalCost,
  computeWithdrawalLimit,
  computeWithdrawalOutcome,
  type LendingOutcome,
  type LendingPool,
} from '../../../domain/lending'
import { computeValueE8 } from '../../../domain/value'
import type { LendingDraft, MarketSnapshot } from '../../protocol'
import { stateOf } from '../read/convert'
import { findPool, type PoolInMarket } from '../read/convert-lending'
import { computeSupplyAprWad } from '../read/lending-rates'
import { encodeDeposit, encodeRedeem, encodeWithdraw } from './encode-lending'
import { POOL } from './spenders'

type Refused = { readonly issues: readonly Issue[] }

/** One `deposit` of exactly the amount. Nothing can go wrong with its price: shares are minted at what they are worth. */
export function draftSupply(
  markets: MarketSnapshot,
  shares: bigint,
  intent: SupplyIntent,
): LendingDraft | Refused {
  const found = findLendingPool(markets, intent.poolId)
  if (!found) return refuse({ code: 'pool-gone', severity: 'refusal' })
  const { lending: pool, raw } = found
  const { amount } = intent
  const issues: Issue[] = pool.isPaused ? [{ code: 'pool-paused', severity: 'refusal' }] : []
  if (computeShares(pool, amount, 'down') === 0n) {
    issues.push({ code: 'supply-too-small', severity: 'refusal', field: 'amount' })
  }
  const give = { asset: pool.asset, amount }
  return makeDraft(raw, pool, {
    call: encodeDeposit(pool.address, amount, intent.owner),
    action: { kind: 'supply', give },
    spent: amount,
    outcome: computeSupplyOutcome(pool, shares, amount),
    change: -amount,
    fee: 0n,
    issues,
  })
}

/** One `withdraw` of exactly the amount, or one `redeem` of all shares, so that no dust of a later block's interest stays. */
export function draftWithdraw(
  markets: MarketSnapshot,
  shares: bigint,
  intent: WithdrawSupplyIntent,
): LendingDraft | Refused {
  const found = findLendingPool(markets, intent.poolId)
  if (!found) return refuse({ code: 'pool-gone', severity: 'refusal' })
  const { lending: pool, raw } = found
  if (computeSupplied(pool, shares) === 0n)
    return refuse({ code: 'nothing-supplied', severity: 'refusal', field: 'amount' })
  const isAll = intent.amount === 'all'
  if (intent.amount === 0n) return refuse({ code: 'amount-zero', severity: 'refusal', field: 'amount' })
  const amount = intent.amount === 'all' ? computeSupplied(pool, shares) : intent.amount
  const sent = isAll ? computeShareAssets(pool, shares) : computeWithdrawalCost(pool, amount)
  return makeDraft(raw, pool, {
    call: isAll
      ? encodeRedeem(pool.address, shares, intent.owner)
      : encodeWithdraw(pool.address, amount, intent.owner),
    action: { kind: 'withdraw-supply', get: { asset: pool.asset, amount }, isAll },
    spent: 0n,
    outcome: isAll ? computeRedemptionOutcome(pool, shares) : computeWithdrawalOutcome(pool, shares, amount),
    change: amount,
    fee: sent - amount,
    issues: findWithdrawalIssues(pool, shares, intent.amount, amount),
  })
}

function findWithdrawalIssues(
  pool: LendingPool,
  shares: bigint,
  asked: bigint | 'all',
  amount: bigint,
): readonly Issue[] {
  const limit = computeWithdrawalLimit(pool, shares)
  if (limit.limitedBy === 'paused') return [{ code: 'pool-paused', severity: 'refusal' }]
  const isPossible = asked === 'all' ? limit.canTakeAll : amount <= limit.amount
  if (isPossible) return []
  const most = { asset: pool.asset, amount: limit.amount }
  const owned = computeWithdrawalLimit({ ...pool, availableLiquidity: pool.totalAssets }, shares).amount
  // beyond both, what is in the pool would not help
  return asked !== 'all' && amount > owned
    ? [overSupply(pool.asset, owned)]
    : [
        {
          code: 'withdrawal-over-liquidity',
          severity: 'refusal',
          field: 'amount',
          available: most,
        },
      ]
}

function overSupply(asset: Asset, owned: bigint): Issue {
  const maximum = { asset, amount: owned }
  return { code: 'withdrawal-over-supply', severity: 'refusal', field: 'amount', maximum }
}

type Operation = {
  readonly call: Call
  readonly action: Action
  readonly spent: bigint
  readonly outcome: LendingOutcome
  /** To the wallet; negative from it. */
  readonly change: bigint
  readonly fee: bigint
  readonly issues: readonly Issue[]
}

function makeDraft(raw: PoolInMarket, pool: LendingPool, operation: Operation): LendingDraft {
  const { call, action, spent, outcome, change, fee, issues } = operation
  const { asset } = pool
  const taker = { spender: pool.address, spenderName: POOL }
  return {
    requirements: spent > 0n ? [{ kind: 'allowance', asset, amount: spent, ...taker }] : [],
    calls: [{ call, actions: [action] }],
    released: [],
    after: null,
    ratesAfter: null,
    walletChanges: [{ asset, amount: change }],
    priceImpactWad: 0n,
    priceImpactE8: 0n,
    feesE8: computeValueE8(fee, pool.priceE8, asset.decimals),
    chargesE8: 0n,
    issues,
    outcome,
    supplyAprWadAfter: computeSupplyAprWad(raw, outcome),
  }
}

function findLendingPool(markets: MarketSnapshot, poolId: string) {
  const raw = findPool(stateOf(markets).raw, markets.chainId, poolId)
  const lending = markets.pools.find((pool) => isSameId(pool.id, poolId))
  return raw && lending ? { raw, lending } : null
}

function refuse(issue: Issue): Refused {
  return { issues: [issue] }
}
