import { type Address, type Asset, type AssetAmount, isSameAddress } from '../../../domain/asset'
import type { Issue } from '../../../domain/issue'
import type { Part } from '../read/parts'
import { describeSwap } from '../venues/uniswap-v3/encode'
import type { Trade } from '../venues/venue'
import { encodeStep, repaidAtMost } from './encode-loops'
import { findExchange, isExchange, keepExchange, swapTermsOf } from './exchange'
import type { LoopAccount, LoopReserve } from './loop-account'
import type { LoopPlan, LoopRefusal } from './loop-outcome'
import type { LoopRequest, LoopState, LoopStep } from './loop-state'
import { planLoops } from './loops'
import { refuse } from './refusal'
import { estimateWholeTrade } from './whole-trade'
import { refuseLoops, refuseTooLarge, refuseTooNear, refuseTooNearByStep } from './words-of-trades'
import { findPart, type Refusal, type Working, type WorkingCall } from './working'

/** As many as one transaction has room for: a network takes 16.7 million gas at most, and a loop 200,000 to 500,000. */
export const MAX_LOOPS = 30

/** What is looped into, and what is owed for it. */
export type Pair = { readonly collateral: Part; readonly debt: Part }

/** A way to a leverage, or why there is none, and what was asked. */
export type Looping = { readonly request: LoopRequest; readonly outcome: LoopPlan | LoopRefusal }

/**
 * Plans loops to a leverage (1e18 = 1x: all of that debt is repaid) out of what the account is now; null where there is nothing
 * to trade.
 */
export function planLooping(
  w: Working,
  pair: Pair,
  targetWad: bigint,
  { mayFallShort = false }: Pick<LoopRequest, 'mayFallShort'> = {},
): Looping | Refusal | null {
  const [collateral, debt] = [pair.collateral.asset.address, pair.debt.asset.address]
  const unpriced = refuseUnpriced(w, pair)
  if (unpriced) return unpriced
  const whole = estimateWholeTrade(w.account, { collateral, debt, targetWad })
  if (!whole) return null
  const started = startLooping(w, pair, targetWad, whole)
  if ('issues' in started) return started
  const request = { ...started, mayFallShort }
  return { request, outcome: planLoops(request) }
}

/** Without a price nothing is known of what is held or owed; null where all have one. */
export function refuseUnpriced(w: Working, { collateral, debt }: Pair): Refusal | null {
  const { reserves } = narrow(w.account, [collateral.asset.address, debt.asset.address])
  const symbols = reserves.flatMap(({ priceE8, asset }) => (priceE8 > 0n ? [] : [asset.symbol]))
  return symbols.length > 0 ? refuse({ code: 'price-unavailable', severity: 'refusal', symbols }) : null
}

/** What loops of a pair are planned from; `whole` is about all that they will trade. */
export function startLooping(
  w: Working,
  { collateral, debt }: Pair,
  targetWad: bigint,
  whole: Trade,
): LoopRequest | Refusal {
  const exchange = findExchange(w, collateral.asset, debt.asset, whole)
  if (!isExchange(exchange)) return exchange
  const pair = { collateral: collateral.asset.address, debt: debt.asset.address }
  return {
    account: narrow(w.account, [pair.collateral, pair.debt]),
    ...{ ...pair, targetWad, exchange },
    slippageBps: w.terms.slippageBps,
    maxLoops: MAX_LOOPS,
    ...(w.account.floorWad !== undefined && { stopsAfter: 1 }),
    borrowRateRay: debt.reserve.debtRateRay,
  }
}

/** The account after the loops of a plan. */
export function followLoops(w: Working, { collateral, debt }: Pair, plan: LoopState): Working {
  if (plan.steps.length === 0) return w
  const calls = plan.steps.map((_, i) => convertStep(w, plan.steps, i))
  const moved = plan.steps.flatMap((step) => {
    if (step.kind === 'swap') return []
    const isIn = step.kind === 'supply' || step.kind === 'repay'
    return [{ asset: assetOf(w, step.asset), amount: isIn ? step.amount : -step.amount }]
  })
  const { tradedE8, feesE8, impactE8 } = w.traded
  return {
    ...keepExchange(w, collateral.asset.address, debt.asset.address, plan.exchange),
    account: widen(w.account, plan.account),
    calls: [...w.calls, ...calls],
    moved: [...w.moved, ...moved],
    returns: [...w.returns, collateral.asset, debt.asset],
    walletChanges: [
      ...w.walletChanges,
      { asset: collateral.asset, amount: plan.leftCollateral },
      { asset: debt.asset, amount: plan.leftDebt },
    ],
    traded: {
      tradedE8: tradedE8 + plan.tradedE8,
      feesE8: feesE8 + plan.feesE8,
      impactE8: impactE8 + plan.impactE8,
    },
  }
}

function convertStep(w: Working, steps: readonly LoopStep[], index: number): WorkingCall {
  const step = steps[index]
  if (!step) throw new Error('No such step')
  const { router, deadlineSeconds } = swapTermsOf(w)
  const account = w.holder.account
  const call = encodeStep(step, { account, pool: w.raw.structure.pool, router, deadlineSeconds })
  if (step.kind === 'swap') {
    const [give, get] = [assetOf(w, step.trade.from), assetOf(w, step.trade.to)]
    const isExact = step.trade.exact === 'in'
    const amount = isExact ? step.trade.amount : step.limit
    return {
      call,
      actions: [describeSwap(step.place, step.trade, step, { give, get, limit: step.limit })],
      spends: { asset: give, amount, by: 'router', fromWallet: 0n, isExact },
    }
  }
  const moved = { asset: assetOf(w, step.asset), amount: step.amount }
  const spends = { ...moved, by: 'pool', fromWallet: 0n, isExact: true } as const
  switch (step.kind) {
    case 'borrow':
      return { call, actions: [{ kind: 'borrow', get: moved }] }
    case 'withdraw':
      return { call, actions: [{ kind: 'withdraw', get: moved, isAll: false, isForTrade: true }] }
    case 'supply':
      return { call, actions: [{ kind: 'add-collateral', give: moved, isFromTrade: true }], spends }
    case 'repay':
      return {
        call,
        actions: [{ kind: 'repay', give: moved, isAll: step.isAll }],
        spends: { ...spends, amount: repaidAtMost(steps, index, step.amount), isExact: !step.isAll },
      }
  }
}

function assetOf(w: Working, token: Address): Asset {
  const part = findPart(w, token)
  if (!part) throw new Error('A loop leads through a token that the pool does not have')
  return part.asset
}

/** What is held or owed, and the two: each quote of a loop measures all of an account. */
function narrow(account: LoopAccount, wanted: readonly Address[]): LoopAccount {
  const isNeeded = ({ scaledSupply, scaledDebt, asset }: LoopReserve) =>
    scaledSupply > 0n || scaledDebt > 0n || wanted.some((one) => isSameAddress(one, asset.address))
  return { ...account, reserves: account.reserves.filter(isNeeded) }
}

function widen(account: LoopAccount, { reserves }: LoopAccount): LoopAccount {
  const changed = new Map(reserves.map((one) => [one.asset.address, one]))
  return { ...account, reserves: account.reserves.map((one) => changed.get(one.asset.address) ?? one) }
}

/** Why no loops lead there, in words. */
export function explainLoops(w: Working, { debt }: Pair, refusal: LoopRefusal): Refusal {
  switch (refusal.kind) {
    case 'no-price': {
      const symbols = [assetOf(w, refusal.asset).symbol]
      return refuse({ code: 'price-unavailable', severity: 'refusal', symbols })
    }
    case 'no-equity':
      return refuse('no-equity')
    case 'over-highest-leverage':
      return refuse({
        ...{ code: 'leverage-over-maximum', severity: 'refusal', field: 'leverage' },
        maximumWad: refusal.highestWad,
      })
    case 'too-large':
      return refuse(refuseTooLarge())
    case 'too-many-loops':
      return refuse(refuseLoops(MAX_LOOPS, refusal.reachedWad))
    case 'too-near':
      return refuse(explainTooNear(w, { asset: debt.asset, amount: refusal.repayment }))
    case 'other-debts':
      return refuse('leverage-unreachable', 'leverage')
  }
}

export function explainTooNear({ account }: Working, repayment: AssetAmount): Issue {
  return account.floorWad === undefined ? refuseTooNear(repayment) : refuseTooNearByStep(repayment)
}
