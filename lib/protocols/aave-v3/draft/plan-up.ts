import { min } from '../../../domain/math'
import { closeIn, type Tried } from './close-in'
import { computeBorrowRoom } from './loop-account'
import { concludeLoops, type LoopPlan, type LoopRefusal, leverageOf } from './loop-outcome'
import {
  computeSpare,
  computeTolerance,
  findLeast,
  isLegDone,
  type LoopRequest,
  type LoopState,
  loopUp,
  startLoops,
} from './loop-state'

/** Borrows, swaps and supplies until leverage is at the target or just under it. One quote a loop, and a few for the last. */
export function planUp(request: LoopRequest): LoopPlan | LoopRefusal {
  let state = startLoops(request)
  for (;;) {
    const here = state
    const spare = computeSpare(here.account, request)
    const tolerance = computeTolerance(here.account, request)
    if (spare <= tolerance) return concludeLoops(here)
    if (isLegDone(request, here)) return concludeLoops(here, false)
    const attempt = (amount: bigint): Tried<LoopState> | null => {
      const outcome = loopUp(request, here, amount)
      return outcome && { amount, outcome, spare: computeSpare(outcome.account, request) }
    }
    const room = computeBorrowRoom(here.account, request.debt)
    const amount = min(room, findLeast(here, request, 'up', spare) ?? room)
    if (amount === 0n || here.loops === request.maxLoops) return tooMany(here)
    const far = attempt(amount)
    if (!far) return { kind: 'too-large' }
    if (far.outcome === here) return tooMany(here)
    if (far.spare < 0n) {
      const last = closeIn({ amount: 0n, spare, outcome: here }, far, tolerance, attempt)
      return last ? concludeLoops(last.outcome) : { kind: 'too-large' }
    }
    state = far.outcome
  }
}

function tooMany({ account }: LoopState): LoopRefusal {
  return { kind: 'too-many-loops', reachedWad: leverageOf(account) }
}
