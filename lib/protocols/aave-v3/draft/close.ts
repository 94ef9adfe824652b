import { isSameAddress } from '../../../domain/asset'
import type { CloseIntent } from '../../../domain/intent'
import { max, min } from '../../../domain/math'
import type { OwnedPosition } from '../../../domain/position'
import type { Part } from '../read/parts'
import { hasPool, swap } from './exchange'
import { explainLoops, followLoops, type Looping, type Pair, planLooping } from './follow-loops'
import { computeGrownDebt } from './grown-debt'
import { computeWithdrawRoom, owedOf, reserveOf, suppliedOf } from './loop-account'
import { isRefused } from './loop-outcome'
import { findRepayment } from './loops'
import type { Outcome } from './operations'
import { findTradedIssues } from './prohibitions-of-trades'
import { refuse } from './refusal'
import { changeWallet, payBack, repay, takeOut, withdraw } from './steps'
import { refuseUnknown } from './words'
import { refuseTooNear, refuseWithoutPool } from './words-of-trades'
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
  let w: Working | Refusal = start
  for (const debt of debts) {
    w = repayWhole(repayWithSame(w, debt), debt, intent)
    if (isRefusal(w)) return w
  }
  const after = deliver(w, position, intent)
  return isRefusal(after) ? after : { after, issues: findTradedIssues(start, after) }
}

/** What is held of the very asset that is owed repays it, as far as it may leave. */
function repayWithSame(w: Working, part: Part): Working {
  const { asset, reserve } = part
  const own = reserveOf(w.account, asset.address)
  // without prices nobody says how much may leave
  if (own.scaledSupply === 0n || isAnyUnpriced(w)) return w
  const grown = growDebt(w, part)
  const owed = owedOf(w.account, own)
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

/** What is owed by the deadline at the most. */
function growDebt({ account, terms, markets }: Working, { asset, reserve }: Part): bigint {
  const seconds = terms.deadlineSeconds - markets.block.timestamp
  return computeGrownDebt(account.line, reserve, reserveOf(account, asset.address).scaledDebt, seconds)
}

/** All of a debt, out of the most valuable collateral that leads there. */
function repayWhole(w: Working, debt: Part, intent: CloseIntent): Working | Refusal {
  if (owedOf(w.account, reserveOf(w.account, debt.asset.address)) === 0n) return w
  let first: Refusal | null = null
  for (const collateral of listHeld(w)) {
    if (collateral === debt || !hasPool(w, collateral.asset.address, debt.asset.address)) continue
    const repaid = repayOutOf(w, { collateral, debt }, intent)
    if (!isRefusal(repaid)) return repaid
    first ??= repaid
  }
  const [largest] = listHeld(w)
  return first ?? (largest ? refuse(refuseWithoutPool(largest.asset, debt.asset)) : refuse('no-equity'))
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
    if (isRefused(outcome) && outcome.kind === 'too-near') return refuse(refuseTooNear(of(found.repayment)))
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

/** All of everything to the wallet. What no pool takes, or is too little for, stays what it is where it is asked for as it is. */
function deliver(w: Working, position: OwnedPosition, { receive }: CloseIntent): Working | Refusal {
  const wanted = receive === 'as-is' ? null : findPart(w, receive.address)
  if (wanted === undefined) return refuse(refuseUnknown())
  const parts = position.collaterals.flatMap(({ asset }) => findPart(w, asset.address) ?? [])
  let delivered: Working | Refusal = w
  for (const part of parts) {
    delivered = deliverOne(delivered, part, wanted)
    if (isRefusal(delivered)) return delivered
  }
  return delivered
}

/** Each is rounded in shares, whose worth moves until the calls run: by a unit at the most, which is not counted on. */
function countWithdrawals({ calls }: Working, { asset }: Part): bigint {
  const withdrawals = calls
    .flatMap(({ actions }) => actions)
    .filter((one) => one.kind === 'withdraw' && isSameAddress(one.get.asset.address, asset.address))
  return BigInt(withdrawals.length)
}

/** What it earns until the calls run is left as it is: what is swapped has to be known. */
function deliverOne(w: Working, part: Part, wanted: Part | null): Working | Refusal {
  const { asset } = part
  const amount = suppliedOf(w.account, reserveOf(w.account, asset.address))
  if (amount === 0n) return w
  if (!wanted || isSameAddress(wanted.asset.address, asset.address)) return withdraw(w, part, amount, true)
  const taken = takeOut(w, part, amount, true)
  const spare = min(amount, countWithdrawals(taken, part))
  const swapped = swap(taken, { asset, amount: amount - spare }, wanted.asset, { fromWallet: 0n })
  if (!('issues' in swapped)) {
    const { after, expected } = swapped
    const returned = { ...after, returns: [...after.returns, asset] }
    return changeWallet(changeWallet(returned, wanted.asset, expected), asset, spare)
  }
  const isTooLittle = swapped.issues.some(({ code }) => code === 'trade-too-small')
  return isTooLittle ? withdraw(w, part, amount, true) : swapped
}
