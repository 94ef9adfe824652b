import type { CloseIntent } from '../../../domain/intent'
import { max, min } from '../../../domain/math'
import type { OwnedPosition } from '../../../domain/position'
import type { Part } from '../read/parts'
import { placeCarried } from './carried'
import { deliver } from './deliver'
import { hasPool } from './exchange'
import {
  explainLoops,
  explainTooNear,
  followLoops,
  type Looping,
  MAX_LOOPS,
  type Pair,
  planLooping,
  refuseUnpriced,
} from './follow-loops'
import { growDebt } from './grown-debt'
import { isByStep, isStopped, type Leg, MOST_LEGS_DOWN, walkLegs } from './legs'
import { computeWithdrawRoom, owedOf, reserveOf, suppliedOf } from './loop-account'
import { isRefused } from './loop-outcome'
import { findRepayment } from './loops'
import type { Outcome } from './operations'
import { findTradedIssues } from './prohibitions-of-trades'
import { refuse } from './refusal'
import { changeWallet, payBack, repay, takeOut } from './steps'
import { refuseWithoutPool } from './words-of-trades'
import { findPart, isRefusal, type Refusal, type Working } from './working'

/** Loops to no debt of a pair at all. */
const NONE_OWED = 0n

/**
 * Each debt repaid by loops out of what is held, then all of what is left to the wallet: as it is, or swapped into what is
 * asked for. Where nothing is left that has a price, the wallet pays what is lacking if it may.
 */
export function closePosition(start: Working, position: OwnedPosition, intent: CloseIntent): Outcome {
  const debts = position.debts.flatMap(({ asset, amount }) =>
    amount > 0n ? (findPart(start, asset.address) ?? []) : [],
  )
  if (isByStep(start)) return closeByStep(start, { position, debts }, intent)
  let w: Working | Refusal = start
  for (const debt of debts) {
    w = repayWhole(repayWithSame(w, debt), debt, intent)
    if (isRefusal(w)) return w
  }
  const after = deliver(w, position, intent)
  return isRefusal(after) ? after : { after, issues: findTradedIssues(start, after) }
}

/** As closing, in legs: a trade each, and with the last of them all that is left. */
function closeByStep(start: Working, { position, debts }: Closing, intent: CloseIntent): Outcome {
  const placed = placeCarried(start, intent.carried ?? [], { collateral: undefined, debts })
  const way = walkLegs(placed, MOST_LEGS_DOWN, (from) => closeOnce(from, { position, debts }, intent))
  if (isStopped(way)) return way
  return { after: way.first, issues: findTradedIssues(start, way.whole) }
}

type Closing = { readonly position: OwnedPosition; readonly debts: readonly Part[] }

function closeOnce(w: Working, { position, debts }: Closing, intent: CloseIntent): Leg | Refusal {
  const isOwing = ({ account }: Working, { asset }: Part) =>
    owedOf(account, reserveOf(account, asset.address)) > 0n
  const debt = debts.find((one) => isOwing(w, one))
  let repaid: Working | Refusal = w
  if (debt) {
    const withSame = repayOnce(w, debt)
    repaid = withSame === w ? repayWhole(w, debt, intent) : withSame
    if (isRefusal(repaid)) return repaid
    const now = repaid
    if (debts.some((one) => isOwing(now, one))) return { after: now, isLast: false }
  }
  const after = deliver(repaid, position, intent)
  return isRefusal(after) ? after : { after, isLast: true }
}

/** What is held of the very asset that is owed repays it, as far as it may leave: more of it may with each time. */
function repayWithSame(w: Working, part: Part): Working {
  let now = w
  for (let times = 0; times < MAX_LOOPS; times++) {
    const next = repayOnce(now, part)
    if (next === now) break
    now = next
  }
  return now
}

function repayOnce(w: Working, part: Part): Working {
  const { asset, reserve } = part
  const own = reserveOf(w.account, asset.address)
  // without prices nobody says how much may leave
  if (own.scaledSupply === 0n || isAnyUnpriced(w)) return w
  const grown = growDebt(w, part)
  const owed = owedOf(w.account, own)
  if (owed === 0n) return w
  const room = min(computeWithdrawRoom(w.account, asset.address), reserve.available)
  const isAll = room >= grown
  const amount = isAll ? owed : min(room, owed - 1n)
  if (amount <= 0n) return w
  const brought = isAll ? grown : amount
  // with what it earns until then, or that would be left
  const isWhole = brought === suppliedOf(w.account, own)
  const taken = takeOut(w, part, brought, isWhole)
  const repaid = payBack(taken, { asset, amount }, { brought, fromWallet: 0n, isAll })
  const returned = isWhole ? { ...repaid, returns: [...repaid.returns, asset] } : repaid
  return changeWallet(returned, asset, brought - amount)
}

function isAnyUnpriced({ account }: Working): boolean {
  return account.reserves.some(
    ({ priceE8, scaledSupply, scaledDebt }) => priceE8 <= 0n && (scaledSupply > 0n || scaledDebt > 0n),
  )
}

/** All of a debt, out of what leads there, the most valuable first. */
function repayWhole(w: Working, debt: Part, intent: CloseIntent): Working | Refusal {
  if (owedOf(w.account, reserveOf(w.account, debt.asset.address)) === 0n) return w
  const leading = listHeld(w).filter(
    (held) => held !== debt && hasPool(w, held.asset.address, debt.asset.address),
  )
  const sold = leading.length > 1 ? sellInTurn(w, debt, leading) : null
  if (sold) return sold
  let first: Refusal | null = null
  for (const collateral of leading) {
    const repaid = repayOutOf(w, { collateral, debt }, intent)
    if (!isRefusal(repaid)) return repaid
    first ??= repaid
  }
  const [largest] = listHeld(w)
  if (first || !largest) return first ?? refuse('no-equity')
  return largest === debt
    ? payWithSame(w, debt, intent)
    : refuse(refuseWithoutPool(largest.asset, debt.asset))
}

/** Each collateral as far as it leads, then the next; null where all of them do not lead there. */
function sellInTurn(w: Working, debt: Part, [collateral, ...others]: readonly Part[]): Working | null {
  const isOwed = owedOf(w.account, reserveOf(w.account, debt.asset.address)) > 0n
  if (!isOwed || !collateral) return isOwed ? null : w
  const pair = { collateral, debt }
  const looping = planLooping(w, pair, NONE_OWED, { mayFallShort: others.length > 0 })
  const isLed = looping && !('issues' in looping) && !isRefused(looping.outcome)
  return sellInTurn(isLed ? followLoops(w, pair, looping.outcome) : w, debt, others)
}

/** Nothing else is held, and of that too little may leave. */
function payWithSame(w: Working, debt: Part, { coverShortfall = false }: CloseIntent): Working | Refusal {
  const unpriced = refuseUnpriced(w, { collateral: debt, debt })
  if (unpriced) return unpriced
  const { asset } = debt
  const rest = { asset, amount: owedOf(w.account, reserveOf(w.account, asset.address)) }
  return coverShortfall ? repay(w, rest, growDebt(w, debt), true) : refuse(explainTooNear(w, rest))
}

/** What is held, the most valuable first. */
function listHeld(w: Working): readonly Part[] {
  const worthOf = (part: Part) => {
    const reserve = reserveOf(w.account, part.asset.address)
    return (suppliedOf(w.account, reserve) * reserve.priceE8) / 10n ** BigInt(part.asset.decimals)
  }
  return w.state.parts
    .filter(({ asset }) => reserveOf(w.account, asset.address).scaledSupply > 0n)
    .toSorted((a, b) => (worthOf(b) > worthOf(a) ? 1 : -1))
}

function repayOutOf(w: Working, pair: Pair, intent: CloseIntent): Working | Refusal {
  const looping = planLooping(w, pair, NONE_OWED)
  if (!looping) return w
  if ('issues' in looping) return looping
  const { outcome } = looping
  if (!isRefused(outcome)) return followLoops(w, pair, outcome)
  if (outcome.kind !== 'no-equity' && outcome.kind !== 'too-near') return explainLoops(w, pair, outcome)
  return payFirst(w, pair, looping, intent)
}

/** What has to come from the wallet for loops to do the rest. */
function payFirst(
  w: Working,
  pair: Pair,
  { request, outcome }: Looping,
  { coverShortfall = false }: CloseIntent,
): Working | Refusal {
  const found = isRefused(outcome) && outcome.kind === 'too-near' ? outcome : findRepayment(request)
  if (found.kind !== 'too-near') return explainLoops(w, pair, found)
  const { asset } = pair.debt
  const owed = owedOf(w.account, reserveOf(w.account, asset.address))
  const of = (amount: bigint) => ({ asset, amount })
  if (!coverShortfall) {
    if (isRefused(outcome) && outcome.kind === 'too-near')
      return refuse(explainTooNear(w, of(found.repayment)))
    const shortfall = of(found.repayment)
    const proceeds = of(max(0n, owed - found.repayment))
    return refuse({ code: 'proceeds-below-debt', severity: 'refusal', proceeds, debt: of(owed), shortfall })
  }
  if (found.repayment >= owed) return repay(w, of(owed), growDebt(w, pair.debt), true)
  const paid = repay(w, of(found.repayment), found.repayment, false)
  const looping = planLooping(paid, pair, NONE_OWED)
  if (!looping || 'issues' in looping) return looping ?? paid
  return isRefused(looping.outcome)
    ? explainLoops(paid, pair, looping.outcome)
    : followLoops(paid, pair, looping.outcome)
}
