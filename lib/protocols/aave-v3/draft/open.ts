import { isSameAddress } from '../../../domain/asset'
import type { Farm } from '../../../domain/farm'
import type { OpenIntent } from '../../../domain/intent'
import { max, mulDivDown, WAD } from '../../../domain/math'
import { askAmong, waitWhereUnanswered } from '../../../domain/question'
import type { Drafted, MarketSnapshot, Tolerance } from '../../protocol'
import { stateOf } from '../read/state'
import type { Trade } from '../venues/venue'
import { inTokens, startWithCoin } from './coin'
import { encodeSetEMode } from './encode'
import { swap } from './exchange'
import { finish } from './finish'
import { explainLoops, followLoops, type Pair, planLooping } from './follow-loops'
import { findHolder } from './holder'
import { goByStep, isByStep, isStopped, loopOnce, MOST_LEGS_UP, walkLegs } from './legs'
import { isRefused } from './loop-outcome'
import { checkAmount, isToldToCount } from './operations'
import { findTradedIssues } from './prohibitions-of-trades'
import { refuse } from './refusal'
import { deposit, supply } from './steps'
import { refuseUnknown } from './words'
import { refuseOtherDeposit } from './words-of-trades'
import { findPart, isRefusal, type Refusal, startWorking, type Terms, type Working } from './working'

/**
 * A new position in an account that is free: its category first where it has another, then the deposit, swapped where it is
 * what will be owed, then loops to the leverage. 1x borrows nothing.
 */
export function draftOpen(markets: MarketSnapshot, intent: OpenIntent, tolerance: Tolerance): Drafted {
  return waitWhereUnanswered(() => draft(markets, intent, { ...tolerance, ask: askAmong(markets.answers) }))
}

function draft(markets: MarketSnapshot, intent: OpenIntent, terms: Terms): Drafted {
  const farm = markets.farms.find(({ id }) => id === intent.farmId)
  if (!farm) return refuse(refuseUnknown())
  const wrong = checkAmount(intent.deposit.amount)
  if (wrong) return wrong
  const begun = begin(markets, intent, farm, terms)
  const start = isRefusal(begun) ? begun : startWithCoin(begun, intent)
  if (isRefusal(start)) return start
  const [collateral, debt] = [findPart(start, farm.asset.address), findPart(start, farm.debtAsset.address)]
  if (!collateral || !debt) return refuse(refuseUnknown())
  const pair = { collateral, debt }
  const asset = inTokens(start, intent.deposit.asset)
  const entered = enter(start, pair, { ...intent, deposit: { ...intent.deposit, asset } })
  if (isRefusal(entered)) return entered
  if (isByStep(entered)) return openByStep(start, entered, pair, intent)
  const looped = lever(entered, pair, intent.leverageWad)
  // what the pool does not allow is why, and not how far loops would have led
  const issues = findTradedIssues(start, isRefusal(looped) ? entered : looped)
  if (isRefusal(looped)) return issues.length > 0 ? { issues } : looped
  return finish(looped, issues)
}

/** The account that will hold it, in the category of the farm. */
function begin(markets: MarketSnapshot, intent: OpenIntent, farm: Farm, terms: Terms): Working | Refusal {
  const { raw, eModeOfFarm } = stateOf(markets)
  const found = findHolder(raw, intent)
  if ('issues' in found) return found
  const { holder, isModeKnown } = found
  const eMode = eModeOfFarm.get(farm.id) ?? 0
  const started = startWorking(markets, { ...holder, eMode }, intent.owner, terms)
  const start = goByStep(started, intent.isStepwise)
  if (isModeKnown && holder.eMode === eMode) return start
  const call = { call: encodeSetEMode(raw.structure.pool, eMode), actions: [] }
  return { ...start, calls: [call] }
}

/** The deposit as collateral. */
function enter(start: Working, pair: Pair, { deposit: brought, leverageWad }: OpenIntent): Working | Refusal {
  const { collateral, debt } = pair
  const isTold = isToldToCount(start, collateral)
  if (isSameAddress(brought.asset.address, collateral.asset.address)) {
    return deposit(start, collateral, brought.amount, isTold)
  }
  if (!isSameAddress(brought.asset.address, debt.asset.address)) {
    return refuse(refuseOtherDeposit(brought.asset, collateral.asset, debt.asset))
  }
  const give = { asset: debt.asset, amount: brought.amount }
  const whole = estimateAll(pair, brought.amount, leverageWad)
  const swapped = swap(start, give, collateral.asset, { fromWallet: give.amount, whole })
  if ('issues' in swapped) return swapped
  const { after, minimum, expected } = swapped
  const paid = { ...give, amount: -give.amount }
  const left = { asset: collateral.asset, amount: expected - minimum }
  return supply({ ...after, walletChanges: [paid, left] }, collateral, minimum, isTold)
}

/** The deposit is sold, and for each unit of it what is borrowed: pools are compared by all of that. */
function estimateAll({ collateral, debt }: Pair, amount: bigint, leverageWad: bigint): Trade {
  const all = leverageWad > WAD ? mulDivDown(amount, leverageWad, WAD) : amount
  return { from: debt.asset.address, to: collateral.asset.address, exact: 'in', amount: all }
}

/** The deposit with the first trade; each that follows changes the leverage of what is there by then. */
function openByStep(start: Working, entered: Working, pair: Pair, { leverageWad }: OpenIntent): Drafted {
  const way = walkLegs(entered, MOST_LEGS_UP, (w) => loopOnce(w, pair, max(leverageWad, WAD)))
  const issues = findTradedIssues(start, isStopped(way) ? entered : way.whole)
  if (isStopped(way)) return issues.length > 0 ? { issues } : way
  return finish(way.first, issues)
}

function lever(entered: Working, pair: Pair, leverageWad: bigint): Working | Refusal {
  if (leverageWad <= WAD) return entered
  const looping = planLooping(entered, pair, leverageWad)
  // nothing is worth so little that no unit of the debt matches it
  if (!looping) return entered
  if ('issues' in looping) return looping
  const { outcome } = looping
  return isRefused(outcome) ? explainLoops(entered, pair, outcome) : followLoops(entered, pair, outcome)
}
