import { isSameAddress } from '../../../domain/asset'
import type { BorrowIntent, DepositIntent } from '../../../domain/intent'
import { min } from '../../../domain/math'
import { swap } from './exchange'
import { followLoops, type Pair, refuseUnpriced, startLooping } from './follow-loops'
import { computeBorrowRoom } from './loop-account'
import { type LoopRequest, type LoopState, loopUp, startLoops } from './loop-state'
import { checkAmount, depositCollateral, isToldToCount, type Outcome } from './operations'
import { findTradedIssues } from './prohibitions-of-trades'
import { refuse } from './refusal'
import { changeWallet, supply } from './steps'
import { refuseUnknown } from './words'
import { refuseTooLarge, refuseTooSmallToTrade } from './words-of-trades'
import { findPart, type Refusal, type Working } from './working'

/** A deposit that becomes the collateral: swapped at its minimum where it is something else. */
export function depositIntoFarm(start: Working, { collateral }: Pair, intent: DepositIntent): Outcome {
  const { asset, amount } = intent.deposit
  if (isSameAddress(asset.address, collateral.asset.address)) return depositCollateral(start, intent)
  const wrong = checkAmount(amount)
  if (wrong) return wrong
  const part = findPart(start, asset.address)
  if (!part) return refuse(refuseUnknown())
  const give = { asset: part.asset, amount }
  const swapped = swap(start, give, collateral.asset, { fromWallet: amount })
  if ('issues' in swapped) return swapped
  const { minimum, expected } = swapped
  const paid = changeWallet(swapped.after, part.asset, -amount)
  const left = changeWallet(paid, collateral.asset, expected - minimum)
  const after = supply(left, collateral, minimum, isToldToCount(start, collateral))
  return { after, issues: findTradedIssues(start, after) }
}

/** So much more debt, swapped and supplied: in several loops where it cannot be owed at once. */
export function borrowIntoFarm(
  start: Working,
  pair: Pair,
  { amount }: Pick<BorrowIntent, 'amount'>,
): Outcome {
  const wrong = checkAmount(amount)
  if (wrong) return wrong
  const unpriced = refuseUnpriced(start, pair)
  if (unpriced) return unpriced
  const [from, to] = [pair.debt.asset.address, pair.collateral.asset.address]
  const request = startLooping(start, pair, 0n, { from, to, exact: 'in', amount })
  if ('issues' in request) return request
  const state = loopThrough(request, amount)
  if ('issues' in state) return state
  const after = followLoops(start, pair, state)
  return { after, issues: findTradedIssues(start, after) }
}

function loopThrough(request: LoopRequest, amount: bigint): LoopState | Refusal {
  let state = startLoops(request)
  let left = amount
  while (left > 0n) {
    const some = min(left, computeBorrowRoom(state.account, request.debt))
    if (some === 0n || state.loops === request.maxLoops) return refuse('not-enough-collateral', 'amount')
    const next = loopUp(request, state, some)
    if (!next) return refuse(refuseTooLarge())
    if (next === state) return state.loops > 0 ? state : refuse(refuseTooSmallToTrade())
    state = next
    left -= some
  }
  return state
}
