import { computeHealthFactorWad } from '../domain/health'
import type { ManageIntent } from '../domain/intent'
import { ceilDiv, min, WAD } from '../domain/math'
import type { Undrafted } from '../domain/question'
import { findLimit } from './find-limit'
import type { PlanResult } from './plan'

/**
 * What a position in danger is brought to, where that can be: a fall of a fifth liquidates it then, a bad day for a
 * volatile asset rather than a bad hour, and it is well beyond where our warnings end, so that it lasts.
 */
export const RESCUE_TARGET_WAD = (125n * WAD) / 100n

type Act<Kind extends ManageIntent['kind']> = Omit<
  Extract<ManageIntent, { readonly kind: Kind }>,
  'positionId' | 'owner'
>

export type WayOutAction = Act<'repay'> | Act<'deposit'> | Act<'change-leverage'> | Act<'close'>

export type PlanAction = (action: WayOutAction) => PlanResult

/** Something that can be done now and helps. */
export type WayOut = {
  readonly action: WayOutAction
  /** What it brings the health factor to, estimated, 1e18 = 1; null where nothing is owed after it. */
  readonly healthFactorWad: bigint | null
  /** What it loses to fees and to the size of its trades, USD with 8 decimals; the network fee apart. */
  readonly costE8: bigint
}

/** An action as planned; the issues that refuse it where it cannot be done, or what has to be asked before it is known. */
export type JudgedWay = WayOut | Undrafted

export function isOpen(way: JudgedWay): way is WayOut {
  return 'action' in way
}

export function reachesTarget({ healthFactorWad }: Pick<WayOut, 'healthFactorWad'>): boolean {
  return healthFactorWad === null || healthFactorWad >= RESCUE_TARGET_WAD
}

/** Plans an action once, and says what it would bring and cost. */
export function judgeWay(plan: PlanAction, action: WayOutAction): JudgedWay {
  const result = plan(action)
  if (!result.ok) return result
  const { after, feesE8, priceImpactE8, chargesE8 } = result.plan
  return {
    action,
    healthFactorWad: after && computeHealthFactorWad(after),
    costE8: feesE8 + priceImpactE8 + chargesE8,
  }
}

/**
 * The least amount up to `most` that reaches the target, in five digits rounded up; else all of `most`; else the
 * largest that can be planned. Amounts may count anything of which more brings the health factor higher.
 */
export function searchWay(
  plan: PlanAction,
  actionAt: (amount: bigint) => WayOutAction,
  most: bigint,
): JudgedWay {
  const reachesAt = (amount: bigint) => reaches(plan(actionAt(amount)))
  const amount = reachesAt(most) ? min(most, roundUp(findLeast(reachesAt, most))) : most
  const found = judgeWay(plan, actionAt(amount))
  if (isOpen(found)) return found
  const limit = findLimit((part) => plan(actionAt(part)), amount)
  return limit > 0n ? judgeWay(plan, actionAt(limit)) : found
}

/** Whether the position would be at the target after it, whatever else stands in the way. */
function reaches(result: PlanResult): boolean {
  const draft = result.ok ? result.plan : result.estimate
  if (!draft) return false
  return reachesTarget({ healthFactorWad: draft.after && computeHealthFactorWad(draft.after) })
}

/** Bisects until the rest is less than a ten-thousandth: nobody needs more digits. */
function findLeast(reachesAt: (amount: bigint) => boolean, most: bigint): bigint {
  let [low, high] = [0n, most]
  while (high - low > 1n && (high - low) * 10_000n > high) {
    const middle = (low + high) / 2n
    if (reachesAt(middle)) high = middle
    else low = middle
  }
  return high
}

const DIGITS = 5

function roundUp(amount: bigint): bigint {
  const unit = 10n ** BigInt(Math.max(0, amount.toString().length - DIGITS))
  return ceilDiv(amount, unit) * unit
}
