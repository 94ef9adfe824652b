import type { ChangeLeverageIntent } from '../../../domain/intent'
import type { OwnedPosition } from '../../../domain/position'
import { farmRewards } from './claim'
import { explainLoops, followLoops, planLooping } from './follow-loops'
import { isRefused } from './loop-outcome'
import type { Outcome } from './operations'
import { findPair } from './pair'
import { findTradedIssues } from './prohibitions-of-trades'
import { refuse } from './refusal'
import { isRefusal, type Working } from './working'

/** Loops up or down to the leverage; 1x repays all of the debt. What else the account holds and owes stays as it is. */
export function changeLeverage(
  start: Working,
  position: OwnedPosition,
  { leverageWad, compound }: ChangeLeverageIntent,
): Outcome {
  const pair = findPair(start, position)
  if ('issues' in pair) return pair
  // what cannot be put into the farm is left to grow
  const farmed = compound ? farmRewards(start, position, pair) : start
  const from = isRefusal(farmed) ? start : farmed
  const looping = planLooping(from, pair, leverageWad)
  if (looping && 'issues' in looping) return looping
  const { outcome } = looping ?? { outcome: null }
  if (outcome && isRefused(outcome)) return explainLoops(from, pair, outcome)
  const after = outcome ? followLoops(from, pair, outcome) : from
  if (after === start) return refuse('leverage-unchanged', 'leverage')
  return { after, issues: findTradedIssues(start, after) }
}
