import type { Action } from '../../../domain/action'
import { type Address, isSameAddress } from '../../../domain/asset'
import { max, mulDivUp, WAD } from '../../../domain/math'
import { computeMinimum } from '../../../domain/slippage'
import { computeValueE8, convertAmount } from '../../../domain/value'
import { CAP_NAME, computeQuotaRatioWad } from '../judge'
import { convertPriced, tokenOf } from '../read/assets'
import type { RawAccount, RawToken } from '../read/raw'
import { venues } from '../venues/list'
import { type Balances, balanceOf, isTraded, tradeAlong } from '../venues/trade'
import type { Edge } from '../venues/venue'
import {
  encodeAddCollateral,
  encodeChangeQuota,
  encodeCompareBalances,
  encodeExpectGains,
  encodeIncreaseDebt,
  encodeRemoveQuota,
  encodeRepay,
  encodeRepayAll,
  encodeWithdraw,
  encodeWithdrawAll,
} from './encode'
import { type Refusal, refuse } from './refusal'
import { refuseStuck } from './words'
import { amountOf, isWorking, type Outcome, type Working } from './working'

/** Gearbox rounds quota changes towards zero to a multiple of this (`CreditFacadeV3._updateQuota`). */
const QUOTA_STEP = 10_000n

/** Gearbox leaves one unit of each token on an account that sends "all" of it, and will not send nothing. */
export const KEPT_UNIT = 1n

export function borrow(w: Working, amount: bigint): Working {
  if (amount === 0n) return w
  return {
    ...credit(w, w.market.underlying, amount),
    debt: w.debt + amount,
    principal: w.principal + amount,
    calls: [...w.calls, encodeIncreaseDebt(w.market, amount)],
    actions: [...w.actions, { kind: 'borrow', get: amountOf(w, w.market.underlying, amount) }],
  }
}

/** From the wallet, which must have approved it. */
export function bring(w: Working, token: Address, amount: bigint): Working {
  if (amount === 0n) return w
  const give = amountOf(w, token, amount)
  return {
    ...credit(w, token, amount),
    calls: [...w.calls, encodeAddCollateral(w.market, token, amount)],
    actions: [...w.actions, { kind: 'add-collateral', give }],
    spends: [...w.spends, give],
    walletChanges: [...w.walletChanges, { ...give, amount: -amount }],
  }
}

/**
 * Converts along a merged route everything beyond what `keep` holds of each token, and has the account check
 * that it gained the target's minimum. Refused where a pool cannot give what is asked of it, or gives nothing for it.
 */
export function convert(
  w: Working,
  edges: readonly Edge[],
  target: Address,
  keep: Balances = new Map(),
): Outcome {
  const trades = tradeAlong(w.pools, w.balances, edges, keep, w.terms)
  if (!isTraded(trades)) return trades
  if (edges.length === 0) return w
  const gained = balanceOf(trades.balances, target) - balanceOf(w.balances, target)
  if (gained <= 0n) return refuse('trade-too-small', 'amount')
  const minimum = computeMinimum(gained, w.terms.slippageBps)
  return {
    ...w,
    pools: trades.pools,
    balances: trades.balances,
    calls: [
      ...w.calls,
      encodeExpectGains(w.market, [{ token: target, amount: minimum }]),
      ...trades.calls,
      encodeCompareBalances(w.market),
    ],
    actions: [...w.actions, ...trades.actions],
    tradedE8: w.tradedE8 + trades.inputE8,
    impactE8: w.impactE8 + trades.impactE8,
    feesE8: w.feesE8 + trades.feesE8,
  }
}

/** Whether a conversion was refused only because nothing would come of it. */
export function isTooLittle(outcome: Outcome): outcome is Refusal {
  return !isWorking(outcome) && outcome.issues.some(({ code }) => code === 'trade-too-small')
}

/** Claims everything that was earned; by the time it executes it will be a little more. */
export function claim(w: Working, account: RawAccount): Working {
  const claims = venues.flatMap((venue) => venue.encodeClaims?.(w.market, account) ?? [])
  return claims.reduce((after, { token, amount, call }) => {
    if (amount === 0n) return after
    return {
      ...credit(after, token, amount),
      calls: [...after.calls, call],
      actions: [...after.actions, { kind: 'claim', get: amountOf(w, token, amount) }],
    }
  }, w)
}

/**
 * Fits a token's quota to what the account holds of it now: raised where the collateral would count for
 * less than it could, lowered where more is rented than `computeQuotaRatioWad` asks for.
 */
export function fitQuota(w: Working, token: RawToken): Working {
  if (w.debt === 0n || token.liquidationThreshold === 0 || isSameAddress(token.token, w.market.underlying))
    return w
  // a price that is missing is not a price of 0: a quota given up for it would be gone when it is back
  if (token.price === 0n) return w
  const underlying = tokenOf(w.market, w.market.underlying)
  const now = balanceOf(w.quotas, token.token)
  const value = convertAmount(
    balanceOf(w.balances, token.token),
    convertPriced(token),
    convertPriced(underlying),
    'up',
  )
  const wanted = mulDivUp(value, computeQuotaRatioWad(BigInt(token.liquidationThreshold)), WAD)
  const target = mulDivUp(wanted, 1n, QUOTA_STEP) * QUOTA_STEP
  const change = ((target - now) / QUOTA_STEP) * QUOTA_STEP
  if (change === 0n) return w
  const quota = now + change
  const quotaFee = change > 0n ? (change * BigInt(token.quotaIncreaseFee)) / 10_000n : 0n
  return {
    ...w,
    debt: w.debt + quotaFee,
    chargesE8: w.chargesE8 + computeValueE8(quotaFee, underlying.price, underlying.decimals),
    quotas: new Map(w.quotas).set(token.token.toLowerCase(), quota),
    calls: [...w.calls, encodeChangeQuota(w.market, token.token, change, quota)],
    actions: [
      ...w.actions,
      {
        kind: 'set-cap',
        collateral: amountOf(w, token.token, balanceOf(w.balances, token.token)),
        cap: amountOf(w, w.market.underlying, quota),
        name: CAP_NAME,
      },
    ],
  }
}

/** Part of the debt: interest and fees first, as `CreditLogic.calcDecrease`. */
export function repay(w: Working, amount: bigint): Working {
  if (amount === 0n) return w
  const accrued = w.debt - w.principal
  return {
    ...credit(w, w.market.underlying, -amount),
    debt: w.debt - amount,
    principal: w.principal - max(0n, amount - accrued),
    calls: [...w.calls, encodeRepay(w.market, amount)],
    actions: [...w.actions, { kind: 'repay', give: amountOf(w, w.market.underlying, amount), isAll: false }],
  }
}

/** All that is owed in the block that mines it. Quotas go first: debt cannot end while they run. */
export function repayAll(w: Working): Working {
  if (w.debt === 0n) return w
  const rented = w.market.tokens.filter(({ token }) => balanceOf(w.quotas, token) > 0n)
  return {
    ...credit(w, w.market.underlying, -w.debt),
    debt: 0n,
    principal: 0n,
    quotas: new Map(),
    calls: [
      ...w.calls,
      ...rented.map(({ token }) => encodeRemoveQuota(w.market, token)),
      encodeRepayAll(w.market),
    ],
    actions: [...w.actions, { kind: 'repay', give: amountOf(w, w.market.underlying, w.debt), isAll: true }],
  }
}

/** An exact amount to the owner's wallet. A staked balance arrives unstaked. */
export function send(w: Working, token: Address, amount: bigint): Working {
  return {
    ...credit(w, token, -amount),
    calls: [...w.calls, encodeWithdraw(w.market, token, amount, w.owner)],
    ...recordSent(w, token, amount, false),
  }
}

/** All of a token but the one unit that Gearbox keeps; nothing where there is no more than that. */
export function sendAll(w: Working, token: Address): Working {
  const amount = balanceOf(w.balances, token) - KEPT_UNIT
  if (amount <= 0n) return w
  return {
    ...credit(w, token, -amount),
    calls: [...w.calls, encodeWithdrawAll(w.market, token, w.owner)],
    ...recordSent(w, token, amount, true),
  }
}

/** What only an adapter could give out that the market no longer has; null where everything held can leave. */
export function findStuck(w: Working, tokens: readonly RawToken[] = w.market.tokens): Refusal | null {
  const stuck = tokens.find(
    ({ token, isPhantom }) =>
      isPhantom && balanceOf(w.balances, token) > KEPT_UNIT && findLeaving(w, token) === undefined,
  )
  return stuck ? refuse(refuseStuck(stuck.symbol)) : null
}

/** What a venue gives out in place of a token that never leaves the account itself. */
function findLeaving({ market }: Working, token: Address): Address | undefined {
  return venues.map((venue) => venue.leavesAs?.(market, token)).find((leaving) => leaving !== undefined)
}

function credit(w: Working, token: Address, amount: bigint): Working {
  const balances = new Map(w.balances).set(token.toLowerCase(), balanceOf(w.balances, token) + amount)
  return { ...w, balances }
}

function recordSent(w: Working, token: Address, amount: bigint, isAll: boolean) {
  const get = amountOf(w, findLeaving(w, token) ?? token, amount)
  const action: Action = { kind: 'withdraw', get, isAll }
  return { actions: [...w.actions, action], walletChanges: [...w.walletChanges, get] }
}
