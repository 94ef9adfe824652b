import { max, min, mulDivUp, RAY, SECONDS_PER_YEAR } from '../../../domain/math'
import { computeMaximum } from '../../../domain/slippage'
import { closeIn, type Tried } from './close-in'
import { computeWithdrawRoom, owedOf, reserveOf, suppliedOf } from './loop-account'
import { concludeLoops, type LoopPlan, type LoopRefusal } from './loop-outcome'
import {
  computeSpare,
  computeTolerance,
  findLeast,
  finishDown,
  isLegDone,
  type LoopRequest,
  type LoopState,
  loopDown,
  startLoops,
} from './loop-state'

/** null where too little is free for as many loops as there may be to lead there. */
type Lowered = LoopPlan | LoopRefusal | null

/**
 * Debt grows until the calls run, so more is bought where all of it is repaid: what an hour adds at the rate now, which is half
 * an hour's delay at twice that rate. What was not needed is left in the account.
 */
const GROWTH_SECONDS = 3_600n

/** A part of the collateral that is certainly enough is looked for a little above what is least. */
const ABOVE = 64n

/** Withdraws, swaps and repays until leverage is at the target or just under it. */
export function planDown(request: LoopRequest): Lowered {
  let state = startLoops(request)
  for (;;) {
    const here = state
    const spare = computeSpare(here.account, request)
    if (spare >= 0n) return concludeLoops(here)
    if (isRepaid(request, here)) return { kind: 'other-debts' }
    if (isLegDone(request, here)) return concludeLoops(here, false)
    const free = computeWithdrawRoom(here.account, request.collateral)
    if (free === 0n || here.loops === request.maxLoops) return null
    const attempt = (amount: bigint): Tried<LoopState> | null => {
      const outcome = loopDown(request, here, amount)
      return outcome && { amount, outcome, spare: computeSpare(outcome.account, request) }
    }
    const far = findFar(request, here, { spare, free }, attempt)
    if (!far) return { kind: 'too-large' }
    if (far.outcome === here) return null
    if (far.spare >= 0n) {
      const tolerance = computeTolerance(far.outcome.account, request)
      const last = closeIn(far, { amount: 0n, spare }, tolerance, attempt)
      return last ? concludeLoops(last.outcome) : { kind: 'too-large' }
    }
    state = far.outcome
  }
}

/** What leads to the target and not far under it, or as near as all that is free does; null where the pool cannot take it. */
function findFar(
  request: LoopRequest,
  here: LoopState,
  { spare, free }: { readonly spare: bigint; readonly free: bigint },
  attempt: (amount: bigint) => Tried<LoopState> | null,
): Tried<LoopState> | null {
  const least = findLeast(here, request, 'down', -spare) ?? free
  let amount = min(free, least + least / ABOVE + 1n)
  for (;;) {
    const far = attempt(amount)
    if (!far || far.spare >= 0n || amount === free) return far
    amount = min(free, 2n * amount)
  }
}

/** Withdraws, swaps and repays until what is left of the debt can be bought at once, with what it grows by. */
export function planRepayAll(request: LoopRequest): Lowered {
  const { collateral, debt, slippageBps, maxLoops } = request
  let state = startLoops(request)
  while (!isRepaid(request, state)) {
    if (isLegDone(request, state)) return concludeLoops(state, false)
    const free = computeFree(request, state)
    if (free === 0n && isSoldOut(request, state)) return concludeLoops(state)
    if (free === 0n || state.loops === maxLoops) return null
    const bought = computeGrown(request, state)
    const trade = { from: collateral, to: debt, exact: 'out', amount: bought } as const
    const isNear = state.exchange.computeMostOut(collateral, free) >= bought
    const quote = isNear ? state.exchange.quote(trade) : null
    const maximum = quote && computeMaximum(quote.amountIn, slippageBps)
    if (quote && maximum !== null && maximum <= free) {
      return concludeLoops(finishDown(request, state, quote, { bought, maximum }))
    }
    const next = loopDown(request, state, free)
    if (!next) return { kind: 'too-large' }
    if (next === state) return null
    state = next
  }
  return concludeLoops(state)
}

/** Of what is sold out, not all is: what each withdrawal is rounded to is known to a unit, and the pool gives no nothing. */
function computeKept({ account, collateral, mayFallShort }: LoopRequest): bigint {
  return mayFallShort ? suppliedOf(account, reserveOf(account, collateral)) / KEPT_PARTS + KEPT_UNITS : 0n
}

const KEPT_PARTS = 10_000n
const KEPT_UNITS = 100n

function computeFree(request: LoopRequest, { account }: LoopState): bigint {
  const { collateral } = request
  const spare = suppliedOf(account, reserveOf(account, collateral)) - computeKept(request)
  return max(0n, min(computeWithdrawRoom(account, collateral), spare))
}

function isSoldOut(request: LoopRequest, { account }: LoopState): boolean {
  const left = suppliedOf(account, reserveOf(account, request.collateral))
  return request.mayFallShort === true && left <= computeKept(request)
}

function isRepaid({ debt }: LoopRequest, { account }: LoopState): boolean {
  return owedOf(account, reserveOf(account, debt)) === 0n
}

/** What is left of the debt, and what all of it grows by before any of it is repaid. */
function computeGrown({ account, debt, borrowRateRay }: LoopRequest, now: LoopState): bigint {
  const atFirst = owedOf(account, reserveOf(account, debt))
  const left = owedOf(now.account, reserveOf(now.account, debt))
  return left + mulDivUp(atFirst * borrowRateRay, GROWTH_SECONDS, RAY * SECONDS_PER_YEAR) + 1n
}
