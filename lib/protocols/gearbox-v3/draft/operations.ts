import { type Address, isSameAddress } from '../../../domain/asset'
import type {
  BorrowIntent,
  ClaimIntent,
  DepositIntent,
  RepayIntent,
  WithdrawIntent,
} from '../../../domain/intent'
import { findToken, tokenOf } from '../read/assets'
import { computeDebtAt } from '../read/rates'
import type { RawAccount } from '../read/raw'
import { listShares } from '../read/shares'
import { findRoute, mergeRoutes } from '../venues/route'
import { type Balances, balanceOf } from '../venues/trade'
import { refuse } from './refusal'
import {
  borrow,
  bring,
  claim,
  convert,
  findStuck,
  fitQuota,
  isTooLittle,
  repay,
  repayAll,
  send,
  sendAll,
} from './steps'
import { refuseWorthless } from './words'
import { amountOf, isWorking, type Outcome, type Working } from './working'

/** What an operation needs beside the account itself. */
export type Surroundings = {
  readonly raw: RawAccount
  /** The asset of the farm that the position works in; null where it works in none. */
  readonly target: Address | null
  /** The block's time, Unix time in seconds. */
  readonly now: bigint
  /** How long the transaction may travel. */
  readonly seconds: bigint
}

export function depositCollateral(start: Working, { target }: Surroundings, intent: DepositIntent): Outcome {
  const { asset, amount } = intent.deposit
  if (amount <= 0n) return refuse('amount-zero', 'amount')
  const token = findToken(start.market, asset.address)
  if (!token) return refuse('no-route', 'asset')
  if (intent.use === 'hold' && token.liquidationThreshold === 0) return refuse(refuseWorthless(token.symbol))
  const brought = bring(start, token.token, amount)
  return intent.use === 'hold'
    ? fitQuota(brought, token)
    : putToWork(brought, [token.token], target, start.balances)
}

/** Only what is there: an amount above the balance is refused beside the field. */
export function withdrawCollateral(start: Working, intent: WithdrawIntent): Outcome {
  const { asset, amount } = intent.withdraw
  if (amount <= 0n) return refuse('amount-zero', 'amount')
  const token = findToken(start.market, asset.address)
  if (!token) return refuse('no-route', 'asset')
  if (amount > balanceOf(start.balances, token.token))
    return refuse({ code: 'amount-over-balance', severity: 'refusal', field: 'amount', balance: null })
  const stuck = findStuck(start, [token])
  if (stuck) return stuck
  return fitQuota(send(start, token.token, amount), token)
}

export function borrowMore(start: Working, { target }: Surroundings, intent: BorrowIntent): Outcome {
  if (intent.amount <= 0n) return refuse('amount-zero', 'amount')
  if (isOfOtherDebt(start, intent)) return refuse('no-route', 'asset')
  const { underlying } = start.market
  const borrowed = borrow(start, intent.amount)
  if (intent.use === 'wallet') {
    // a repaid account has given its quotas back: without them nothing that it holds would count
    const counted = start.debt === 0n ? start.market.tokens.reduce(fitQuota, borrowed) : borrowed
    return send(counted, underlying, intent.amount)
  }
  return putToWork(borrowed, [underlying], target, start.balances)
}

/** A credit account owes its market's asset and no other. */
function isOfOtherDebt({ market }: Working, { debtAsset }: Pick<BorrowIntent, 'debtAsset'>): boolean {
  return debtAsset !== undefined && !isSameAddress(debtAsset.address, market.underlying)
}

/**
 * "All" brings what will be owed at the deadline at most, repays what is owed in the block that mines it, and
 * sends back what was not needed, with any of the debt asset that the account held: nothing is owed any more.
 */
export function repayDebt(start: Working, { raw, seconds }: Surroundings, intent: RepayIntent): Outcome {
  const { market } = start
  if (isOfOtherDebt(start, intent)) return refuse('no-route', 'asset')
  if (start.debt === 0n) return refuse('debt-zero', 'amount')
  if (intent.amount !== 'all') {
    if (intent.amount <= 0n) return refuse('amount-zero', 'amount')
    if (intent.amount >= start.debt) {
      const debt = amountOf(start, market.underlying, start.debt)
      return refuse({ code: 'repay-over-debt', severity: 'refusal', field: 'amount', debt })
    }
    return repay(bring(start, market.underlying, intent.amount), intent.amount)
  }
  const pulled = computeDebtAt(market, raw, seconds)
  return sendAll(repayAll(bring(start, market.underlying, pulled)), market.underlying)
}

export function claimRewards(start: Working, { raw, target }: Surroundings, intent: ClaimIntent): Outcome {
  const claimed = claim(start, raw)
  const tokens = listRewardTokens(start).filter((token) => balanceOf(claimed.balances, token) > 0n)
  // what an adapter no longer reaches may have earned something, too
  if (claimed.calls === start.calls || tokens.length === 0)
    return findStuck(start) ?? refuse('nothing-to-claim')
  if (intent.use === 'farm') {
    const farmed = compound(start, claimed, target)
    // dust converts to nothing
    return isTooLittle(farmed) ? refuse('nothing-to-claim') : farmed
  }
  return tokens.reduce((w, token) => sendAll(w, token), claimed)
}

/** Puts what was claimed into the farm and nothing else: whatever the account held before stays where it is. */
export function compound(start: Working, claimed: Working, target: Address | null): Outcome {
  const gained = listRewardTokens(start).filter(
    (token) => balanceOf(claimed.balances, token) > balanceOf(start.balances, token),
  )
  return putToWork(claimed, gained, target, start.balances)
}

/**
 * Converts tokens beyond what `keep` holds into the farm's asset, and rents the quota for it. A token that is
 * the farm's asset already stays.
 */
function putToWork(w: Working, tokens: readonly Address[], target: Address | null, keep: Balances): Outcome {
  if (!target) return refuse('no-route')
  const routes = tokens.map((token) => findRoute(w.market, token, target)).filter((route) => route !== null)
  if (routes.length < tokens.length) return refuse('no-route', 'asset')
  const farmed = convert(w, mergeRoutes(routes), target, keep)
  return isWorking(farmed) ? fitQuota(farmed, tokenOf(w.market, target)) : farmed
}

/** The tokens that holding something in the market pays, once each. */
function listRewardTokens({ market }: Working): readonly Address[] {
  const paid = listShares(market).flatMap(({ pays }) => (pays ? [pays.token] : []))
  return [...new Map(paid.map((token) => [token.toLowerCase(), token])).values()]
}
