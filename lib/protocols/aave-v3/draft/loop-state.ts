import type { Address } from '../../../domain/asset'
import { min, mulDivUp, WAD } from '../../../domain/math'
import { computeMinimum } from '../../../domain/slippage'
import { computeAmountOfValue, computeUnit } from '../../../domain/value'
import type { Exchange, Place, Quote, Trade } from '../venues/venue'
import { changeAccount, type LoopAccount, measureAccount, owedOf, reserveOf } from './loop-account'

/** One call of the account, in order. */
export type LoopStep =
  | { readonly kind: 'borrow' | 'supply' | 'withdraw'; readonly asset: Address; readonly amount: bigint }
  /** Of all that is owed where `isAll`: `amount` then is what is owed in the second that was planned for. */
  | { readonly kind: 'repay'; readonly asset: Address; readonly amount: bigint; readonly isAll: boolean }
  | {
      readonly kind: 'swap'
      readonly place: Place
      readonly trade: Trade
      readonly amountIn: bigint
      readonly amountOut: bigint
      /** The least that it must bring, or the most that it may take. */
      readonly limit: bigint
      readonly feeWad: bigint
    }

/** Which leverage, from what, with what. */
export type LoopRequest = {
  readonly account: LoopAccount
  /** What is looped into, and what is owed for it. */
  readonly collateral: Address
  readonly debt: Address
  /** 1e18 = 1x: all of that debt is repaid. */
  readonly targetWad: bigint
  readonly exchange: Exchange
  readonly slippageBps: bigint
  readonly maxLoops: number
  /** After so many loops the rest is left to be planned anew; all of it is planned where left out. */
  readonly stopsAfter?: number
  /** Of what is owed, the debt's yearly rate with 27 decimals: more is bought where all is repaid. */
  readonly borrowRateRay: bigint
  /** Whether another collateral repays what this one cannot: of this one a little is left then, and of the debt the rest. */
  readonly mayFallShort?: boolean
}

/** An account on its way, with the calls so far. */
export type LoopState = {
  readonly account: LoopAccount
  readonly exchange: Exchange
  readonly steps: readonly LoopStep[]
  readonly loops: number
  /** What trades are expected to leave in the account beside what the calls move on. */
  readonly leftCollateral: bigint
  readonly leftDebt: bigint
  /** Put through the pool, and what of it fees and moved prices took, each rounded up; values with 8 decimals. */
  readonly tradedE8: bigint
  readonly feesE8: bigint
  readonly impactE8: bigint
}

/** Whether what comes next is planned anew. */
export function isLegDone({ stopsAfter }: LoopRequest, { loops }: LoopState): boolean {
  return loops === stopsAfter
}

export function startLoops({ account, exchange }: LoopRequest): LoopState {
  return {
    account,
    exchange,
    steps: [],
    loops: 0,
    leftCollateral: 0n,
    leftDebt: 0n,
    tradedE8: 0n,
    feesE8: 0n,
    impactE8: 0n,
  }
}

/**
 * Borrows, swaps and supplies the least that the swap must bring; null where the pool cannot take so much, and what it was
 * where that is nothing.
 */
export function loopUp(request: LoopRequest, state: LoopState, amount: bigint): LoopState | null {
  const { collateral, debt, slippageBps } = request
  const trade = { from: debt, to: collateral, exact: 'in', amount } as const
  const quote = state.exchange.quote(trade)
  if (!quote) return null
  const minimum = computeMinimum(quote.amountOut, slippageBps)
  if (minimum === 0n) return state
  const borrowed = changeAccount(state.account, 'borrow', debt, amount)
  return {
    ...follow(state, trade, quote),
    account: changeAccount(borrowed, 'supply', collateral, minimum),
    steps: [
      ...state.steps,
      { kind: 'borrow', asset: debt, amount },
      stepOf(state.exchange, trade, quote, minimum),
      { kind: 'supply', asset: collateral, amount: minimum },
    ],
    leftCollateral: state.leftCollateral + quote.amountOut - minimum,
  }
}

/** Withdraws, swaps and repays the least that the swap must bring; null, and what it was, as upwards. */
export function loopDown(request: LoopRequest, state: LoopState, amount: bigint): LoopState | null {
  const { collateral, debt, slippageBps } = request
  const trade = { from: collateral, to: debt, exact: 'in', amount } as const
  const quote = state.exchange.quote(trade)
  if (!quote) return null
  const minimum = computeMinimum(quote.amountOut, slippageBps)
  if (minimum === 0n) return state
  const owed = owedOf(state.account, reserveOf(state.account, debt))
  const repaid = min(minimum, owed)
  const withdrawn = changeAccount(state.account, 'withdraw', collateral, amount)
  return {
    ...follow(state, trade, quote),
    account: changeAccount(withdrawn, 'repay', debt, repaid),
    steps: [
      ...state.steps,
      { kind: 'withdraw', asset: collateral, amount },
      stepOf(state.exchange, trade, quote, minimum),
      { kind: 'repay', asset: debt, amount: repaid, isAll: repaid === owed },
    ],
    leftDebt: state.leftDebt + quote.amountOut - repaid,
  }
}

/** Buys exactly `bought` for at most `maximum` of the collateral, as `quote` says, and repays all of the debt. */
export function finishDown(
  request: LoopRequest,
  state: LoopState,
  quote: Quote,
  { bought, maximum }: { readonly bought: bigint; readonly maximum: bigint },
): LoopState {
  const { collateral, debt } = request
  const trade = { from: collateral, to: debt, exact: 'out', amount: bought } as const
  const owed = owedOf(state.account, reserveOf(state.account, debt))
  const withdrawn = changeAccount(state.account, 'withdraw', collateral, maximum)
  return {
    ...follow(state, trade, quote),
    account: changeAccount(withdrawn, 'repay', debt, owed),
    steps: [
      ...state.steps,
      { kind: 'withdraw', asset: collateral, amount: maximum },
      stepOf(state.exchange, trade, quote, maximum),
      { kind: 'repay', asset: debt, amount: owed, isAll: true },
    ],
    leftCollateral: state.leftCollateral + maximum - quote.amountIn,
    leftDebt: state.leftDebt + bought - owed,
  }
}

function stepOf({ place }: Exchange, trade: Trade, quote: Quote, limit: bigint): LoopStep {
  const { amountIn, amountOut, feeWad } = quote
  return { kind: 'swap', place, trade, amountIn, amountOut, limit, feeWad }
}

function follow(state: LoopState, { from }: Trade, quote: Quote): LoopState {
  const valueE8 = valueUp(state.account, from, quote.amountIn)
  return {
    ...state,
    exchange: quote.after,
    loops: state.loops + 1,
    tradedE8: state.tradedE8 + valueE8,
    feesE8: state.feesE8 + mulDivUp(valueE8, quote.feeWad, WAD),
    impactE8: state.impactE8 + mulDivUp(valueE8, quote.priceImpactWad, WAD),
  }
}

/** target · equity − collateral, in values with 8 + 18 decimals: not negative where leverage is not above the target. */
export function computeSpare(account: LoopAccount, { targetWad }: Pick<LoopRequest, 'targetWad'>): bigint {
  const { collateralE8, owedE8 } = measureAccount(account)
  return targetWad * (collateralE8 - owedE8) - WAD * collateralE8
}

/** Leverage may be that part of its target under it, and what the last unit of either asset and of value makes. */
const PRECISION = 10n ** 9n

/** How much may be spare where leverage counts as being at the target. */
export function computeTolerance(account: LoopAccount, { collateral, debt, targetWad }: LoopRequest): bigint {
  const { collateralE8, owedE8 } = measureAccount(account)
  const unitE8 = [collateral, debt].reduce((sum, token) => sum + valueUp(account, token, 1n), 0n)
  return targetWad * ((collateralE8 - owedE8) / PRECISION + 2n * unitE8)
}

/**
 * How much of what is sold in a loop would close such a gap to the target at the pool's price now: no less does. null where
 * nothing would, since a loop costs more than it moves.
 */
export function findLeast(
  { account, exchange }: LoopState,
  { collateral, debt, targetWad, slippageBps }: LoopRequest,
  side: 'up' | 'down',
  gap: bigint,
): bigint | null {
  const [from, to] = side === 'up' ? [debt, collateral] : [collateral, debt]
  const { priceE8, asset } = reserveOf(account, from)
  const sold = computeAmountOfValue(SAMPLE_E8, priceE8, asset.decimals, 'up')
  const soldE8 = valueUp(account, from, sold)
  const boughtE8 = valueUp(account, to, computeMinimum(exchange.computeMostOut(from, sold), slippageBps))
  const [owedE8, heldE8] = side === 'up' ? [soldE8, boughtE8] : [boughtE8, soldE8]
  const pull = targetWad * owedE8 - (targetWad - WAD) * heldE8
  return pull <= 0n ? null : mulDivUp(gap, sold, pull)
}

/** So large that roundings of its value say nothing: 10,000 of the unit of account. */
const SAMPLE_E8 = 10n ** 12n

function valueUp(account: LoopAccount, token: Address, amount: bigint): bigint {
  const { priceE8, asset } = reserveOf(account, token)
  return mulDivUp(amount, priceE8, computeUnit(asset.decimals))
}
