import type { Action } from '../../../domain/action'
import type { Call } from '../../../domain/call'
import { isSameId } from '../../../domain/id'
import type { SupplyIntent, WithdrawSupplyIntent } from '../../../domain/intent'
import type { Issue } from '../../../domain/issue'
import { computeWithdrawalLimit, type LendingPool } from '../../../domain/lending'
import { max, min } from '../../../domain/math'
import type { LendingAbility, LendingDraft, MarketSnapshot } from '../../protocol'
import type { Part } from '../read/parts'
import { isOwed, isUsed } from './account'
import { encodeSupply, encodeWithdraw } from './encode'
import { findOwnHolder } from './holder'
import { changeAccount, reserveOf, suppliedOf } from './loop-account'
import { checkAmount } from './operations'
import { findStopped } from './prohibitions'
import { computeRatesAfter } from './rates-after'
import { refuse } from './refusal'
import { refuseFrozen, refuseSupplyCap, refuseTooSmall } from './words'
import { refusePledged, tellNoInterest } from './words-of-lending'
import { type Refusal, startWorking, type Working } from './working'

type Found = { readonly start: Working; readonly part: Part; readonly pool: LendingPool }

/** One `supply` of exactly the amount, for the account that pays it: it counts as collateral where the pool sees to that by itself. */
function draftSupply(markets: MarketSnapshot, _: bigint, intent: SupplyIntent): LendingDraft | Refusal {
  const found = findPool(markets, intent)
  if (!found) return refuse({ code: 'pool-gone', severity: 'refusal' })
  const wrong = checkAmount(intent.amount)
  if (wrong) return wrong
  const { start, part, pool } = found
  const give = { asset: part.asset, amount: intent.amount }
  const { pool: spender, protocol } = start.raw.structure
  return finishDraft(found, move(start, 'supply', part, intent.amount), {
    requirements: [{ kind: 'allowance', ...give, spender, spenderName: `${protocol.name} pool` }],
    call: encodeSupply(spender, give, intent.owner),
    action: { kind: 'supply', give },
    change: -intent.amount,
    issues: findSupplyIssues(start, part, pool, intent.amount),
  })
}

/** One `withdraw` of exactly the amount, or of all that it has become by the block that mines it. */
function draftWithdraw(
  markets: MarketSnapshot,
  _: bigint,
  intent: WithdrawSupplyIntent,
): LendingDraft | Refusal {
  const found = findPool(markets, intent)
  if (!found) return refuse({ code: 'pool-gone', severity: 'refusal' })
  const { start, part } = found
  const owned = suppliedOf(start.account, reserveOf(start.account, part.asset.address))
  if (owned === 0n) return refuse({ code: 'nothing-supplied', severity: 'refusal', field: 'amount' })
  const isAll = intent.amount === 'all'
  const amount = intent.amount === 'all' ? owned : intent.amount
  const wrong = checkAmount(amount)
  if (wrong) return wrong
  // what it does to the position is told where the position is
  if (isPledged(start, part)) return refuse(refusePledged(part.asset))
  if (amount > owned) {
    const maximum = { asset: part.asset, amount: owned }
    return refuse({ code: 'withdrawal-over-supply', severity: 'refusal', field: 'amount', maximum })
  }
  const get = { asset: part.asset, amount }
  return finishDraft(found, move(start, 'withdraw', part, amount), {
    requirements: [],
    call: encodeWithdraw(start.raw.structure.pool, get, isAll, intent.owner),
    action: { kind: 'withdraw-supply', get, isAll },
    change: amount,
    issues: findWithdrawalIssues(found, amount, isAll),
  })
}

export const lending: LendingAbility = { draftSupply, draftWithdraw }

function findPool(markets: MarketSnapshot, { poolId, owner }: SupplyIntent | WithdrawSupplyIntent) {
  const pool = markets.pools.find(({ id }) => isSameId(id, poolId))
  // nothing is traded, so nothing is asked and no time runs out
  const terms = { slippageBps: 0n, deadlineSeconds: markets.block.timestamp, ask: () => null }
  const start = startWorking(markets, findOwnHolder(markets, owner), owner, terms)
  const part = start.state.parts.find(({ asset }) => asset.address === pool?.asset.address)
  return pool && part ? { start, part, pool } : null
}

function move(w: Working, change: 'supply' | 'withdraw', { asset }: Part, amount: bigint): Working {
  return {
    ...w,
    account: changeAccount(w.account, change, asset.address, amount),
    moved: [{ asset, amount: change === 'supply' ? amount : -amount }],
  }
}

/** `ValidationLogic.validateSupply`. */
function findSupplyIssues(
  { account }: Working,
  part: Part,
  { supplyRoom }: LendingPool,
  amount: bigint,
): readonly Issue[] {
  const { reserve, asset } = part
  const stopped = findStopped(part)
  if (stopped.length > 0) return stopped
  if (reserve.config.isFrozen) return [refuseFrozen(asset)]
  if (account.line.scaleSupplied(amount, reserve.supplyIndexRay) === 0n) {
    return [{ code: 'supply-too-small', severity: 'refusal', field: 'amount' }]
  }
  const isOver = supplyRoom !== undefined && amount > supplyRoom
  return isOver ? [refuseSupplyCap({ asset, amount: supplyRoom })] : []
}

/** `ValidationLogic.validateWithdraw`, of an account that owes nothing for it. */
function findWithdrawalIssues({ start, part, pool }: Found, amount: bigint, isAll: boolean) {
  const { reserve, asset } = part
  const stopped = findStopped(part)
  if (stopped.length > 0) return stopped
  if (start.account.line.scaleWithdrawn(amount, reserve.supplyIndexRay) === 0n) return [refuseTooSmall()]
  const { canTakeAll } = computeWithdrawalLimit(pool, amount)
  if (isAll ? canTakeAll : amount <= reserve.available) return []
  const available = { asset, amount: min(amount, reserve.available) }
  return [{ code: 'withdrawal-over-liquidity', severity: 'refusal', field: 'amount', available } as const]
}

/** Whether the pool asks what is left for the account's debts once it leaves. */
function isPledged({ raw, holder }: Working, { reserve }: Part): boolean {
  return isUsed(holder, reserve) && raw.reserves.some((one) => isOwed(holder, one))
}

type Operation = Pick<LendingDraft, 'requirements' | 'issues'> & {
  readonly call: Call
  readonly action: Action
  /** To the wallet; negative from it. */
  readonly change: bigint
}

/** The pool takes nothing but its part of the interest. */
function finishDraft({ part, pool }: Found, after: Working, operation: Operation): LendingDraft {
  const { requirements, call, action, change, issues } = operation
  const { asset, reserve } = part
  const yields = computeRatesAfter(after).yieldsByCollateral[asset.address] ?? []
  const interest = yields.find(({ kind }) => kind === 'interest')
  const supplyAprWadAfter = reserve.curve === null ? null : (interest?.aprWad ?? null)
  const rewards = yields.filter(({ kind }) => kind === 'reward')
  const earnsNothing = supplyAprWadAfter === 0n && action.kind === 'supply'
  const totalAssets = max(0n, pool.totalAssets - change)
  return {
    requirements,
    calls: [{ call, actions: [action] }],
    released: [],
    after: null,
    ratesAfter: null,
    walletChanges: [{ asset, amount: change }],
    priceImpactWad: 0n,
    priceImpactE8: 0n,
    feesE8: 0n,
    chargesE8: 0n,
    issues: earnsNothing ? [...issues, tellNoInterest(part)] : issues,
    outcome: {
      totalAssets,
      totalShares: totalAssets,
      availableLiquidity: max(0n, pool.availableLiquidity - change),
      shares: suppliedOf(after.account, reserveOf(after.account, asset.address)),
    },
    supplyAprWadAfter,
    rewardsAfter: rewards,
  }
}
