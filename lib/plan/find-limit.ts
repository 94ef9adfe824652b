import type { PlanResult } from './plan'

/**
 * The largest amount from `least` to `upper` that the planner accepts: what a form offers as "Max". One unit more
 * is refused, or is above `upper`. Warnings do not count as refusals. 0n where nothing is accepted. Too small an
 * amount may be refused, too (a market's minimum): halving finds an accepted one, from which on it bisects.
 */
export function findLimit(planAt: (amount: bigint) => PlanResult, upper: bigint, least = 1n): bigint {
  if (upper < least) return 0n
  const isAccepted = (amount: bigint) => planAt(amount).ok
  if (isAccepted(upper)) return upper
  let refused = upper
  let accepted = upper / 2n
  while (accepted > least && !isAccepted(accepted)) {
    refused = accepted
    accepted /= 2n
  }
  if (accepted <= least) {
    if (!isAccepted(least)) return 0n
    accepted = least
  }
  while (refused - accepted > 1n) {
    const middle = (accepted + refused) / 2n
    if (isAccepted(middle)) accepted = middle
    else refused = middle
  }
  return accepted
}
