import { isAtLeverage } from '../../../domain/goal'
import { HEALTH_FACTOR_DANGER_WAD } from '../../../domain/guards'
import type { Stop } from '../../../domain/legs'
import { WAD } from '../../../domain/math'
import { countSends } from './carry'
import { explainLoops, followLoops, type Pair, planLooping } from './follow-loops'
import { computeLoopHealthWad } from './loop-account'
import { isRefused, leverageOf } from './loop-outcome'
import { computeSpare } from './loop-state'
import { refuse } from './refusal'
import { refuseLegs } from './words-of-trades'
import { isOwners, type Refusal, type Working } from './working'

/** As many trades as somebody may be asked to sign on the way up: each takes five signatures, and leads less far than the last. */
export const MOST_LEGS_UP = 12

/** Nobody is kept from lowering: these are as many as one transaction would take. */
export const MOST_LEGS_DOWN = 30

/** What a leg leads to, and whether the goal is reached with it. */
export type Leg = { readonly after: Working; readonly isLast: boolean }

/** The first leg with what is known of the others, and all of them in one, which the pool's limits are judged by. */
export type Way = { readonly first: Working; readonly whole: Working }

/** An account that sends one call at a time keeps a health factor in between that needs no hurry. A Safe needs none. */
export function goByStep(w: Working, isStepwise: boolean | undefined): Working {
  if (!isStepwise || !isOwners(w)) return w
  return { ...w, account: { ...w.account, floorWad: HEALTH_FACTOR_DANGER_WAD } }
}

export function isByStep({ account }: Working): boolean {
  return account.floorWad !== undefined
}

/**
 * Takes leg after leg as the person would, each from where the one before it led: the first is what is signed now, the others
 * say how long the way is. Refused where it does not lead there in so many.
 */
export function walkLegs(
  start: Working,
  most: number,
  takeLeg: (from: Working) => Leg | Refusal,
): Way | Refusal {
  const first = takeLeg(start)
  if (isStopped(first)) return first
  let leg = first
  let [calls, laterSignatures] = [first.after.calls, 0]
  const stops = [measureStop(first.after)]
  while (!leg.isLast) {
    if (stops.length === most) return refuse(refuseLegs(most, leverageOf(leg.after.account)))
    const next = takeLeg({ ...leg.after, calls: [] })
    if (isStopped(next)) return next
    leg = next
    calls = [...calls, ...next.after.calls]
    laterSignatures += countSends(next.after)
    stops.push(measureStop(next.after))
  }
  const legs = { stops, laterSignatures }
  return { first: { ...first.after, legs }, whole: { ...leg.after, calls } }
}

/** A trade of a pair towards a leverage, with what it is traded for and into. */
export function loopOnce(w: Working, pair: Pair, targetWad: bigint): Leg | Refusal {
  const from = computeSpare(w.account, { targetWad }) > 0n ? 'below' : 'above'
  const looping = planLooping(w, pair, targetWad)
  // nothing is worth so little that no unit of the debt matches it
  if (!looping) return { after: w, isLast: true }
  if ('issues' in looping) return looping
  const { outcome } = looping
  if (isRefused(outcome)) return explainLoops(w, pair, outcome)
  const isNear = targetWad > WAD && isAtLeverage(outcome.leverageWad, targetWad, from)
  return { after: followLoops(w, pair, outcome), isLast: outcome.isThere || isNear }
}

export function isStopped(found: Leg | Way | Refusal): found is Refusal {
  return 'issues' in found
}

function measureStop({ account }: Working): Stop {
  return { leverageWad: leverageOf(account), healthFactorWad: computeLoopHealthWad(account) }
}
