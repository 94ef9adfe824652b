import { type Issue, isListed, isRefusal } from '../domain/issue'
import type { PlanResult } from './plan'

/**
 * The largest amount from `least` to `upper` that the planner accepts: what a form offers as "Max". One unit more
 * is refused, or is above `upper`. Warnings do not count as refusals, and neither does a plan that waits for an answer:
 * what the chain quotes is asked for the amount that is typed, not for every one tried. 0n where nothing is accepted.
 * Too small an amount may be refused, too (a market's minimum): halving finds an accepted one, from which on it bisects.
 */
export function findLimit(planAt: (amount: bigint) => PlanResult, upper: bigint, least = 1n): bigint {
  if (upper < least) return 0n
  const isAccepted = (amount: bigint) => {
    const result = planAt(amount)
    return result.ok || (result.waitsFor !== undefined && !result.issues.some(isRefusal))
  }
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

/**
 * Why no amount from `least` to `upper` is accepted: what refuses the least and the largest alike, rather than what
 * refuses so little or so much alone. Asked of each planner in turn, the plainest way first, since what a trade refuses
 * hides what the market would. Null where all of them accept the least.
 */
export function explainNoLimit(
  planners: readonly ((amount: bigint) => PlanResult)[],
  upper: bigint,
  least = 1n,
): Issue | null {
  for (const planAt of planners) {
    const refused = listRefusals(planAt(least))
    const everywhere = upper > least ? listRefusals(planAt(upper)) : refused
    const issue = refused.find((found) => isListed(found, everywhere)) ?? refused[0]
    if (issue) return issue
  }
  return null
}

function listRefusals(result: PlanResult): readonly Issue[] {
  return result.ok ? [] : result.issues.filter(isRefusal)
}
