import type { ChangeLeverageIntent } from '../../../domain/intent'
import type { OwnedPosition } from '../../../domain/position'
import { placeCarried } from './carried'
import { farmRewards } from './claim'
import { explainLoops, followLoops, type Pair, planLooping } from './follow-loops'
import { isByStep, isStopped, loopOnce, MOST_LEGS_DOWN, MOST_LEGS_UP, walkLegs } from './legs'
import { isRefused } from './loop-outcome'
import { computeSpare } from './loop-state'
import type { Outcome } from './operations'
import { findPair } from './pair'
import { findTradedIssues } from './prohibitions-of-trades'
import { refuse } from './refusal'
import { isRefusal, type Working } from './working'

/** Loops up or down to the leverage; 1x repays all of the debt. What else the account holds and owes stays as it is. */
export function changeLeverage(
  start: Working,
  position: OwnedPosition,
  intent: ChangeLeverageIntent,
): Outcome {
  const { leverageWad, compound } = intent
  const pair = findPair(start, position, intent.debtAsset?.address)
  if ('issues' in pair) return pair
  // what cannot be put into the farm is left to grow
  const farmed = compound ? farmRewards(start, position, pair) : start
  const from = isRefusal(farmed) ? start : farmed
  if (isByStep(start)) return changeByStep(start, from, pair, intent)
  const looping = planLooping(from, pair, leverageWad)
  if (looping && 'issues' in looping) return looping
  const { outcome } = looping ?? { outcome: null }
  if (outcome && isRefused(outcome)) return explainLoops(from, pair, outcome)
  const after = outcome ? followLoops(from, pair, outcome) : from
  if (after === start) return refuse('leverage-unchanged', 'leverage')
  return { after, issues: findTradedIssues(start, after) }
}

/** As the above, in legs: what an earlier one left in the wallet is put in place first. */
function changeByStep(
  start: Working,
  from: Working,
  pair: Pair,
  { leverageWad, carried = [] }: ChangeLeverageIntent,
): Outcome {
  const placed = placeCarried(from, carried, { collateral: pair.collateral, debts: [pair.debt] })
  const isUp = computeSpare(placed.account, { targetWad: leverageWad }) > 0n
  const way = walkLegs(placed, isUp ? MOST_LEGS_UP : MOST_LEGS_DOWN, (w) => loopOnce(w, pair, leverageWad))
  if (isStopped(way)) return way
  if (way.first.calls.length === 0) return refuse('leverage-unchanged', 'leverage')
  return { after: way.first, issues: findTradedIssues(start, way.whole) }
}
