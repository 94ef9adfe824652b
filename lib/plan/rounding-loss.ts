import type { ManageIntent, OpenIntent } from '../domain/intent'
import type { Issue } from '../domain/issue'
import type { Drafted } from '../protocols/protocol'
import type { PlanResult } from './plan'

/**
 * Amounts near the smallest unit lose to rounding what looks like price impact, and a smaller amount would lose more.
 * Where half of the amount loses more, the plan's issues say so; every other plan comes back as it is.
 */
export function nameRoundingLoss<Amounts extends OpenIntent | ManageIntent>(
  result: PlanResult,
  intent: Amounts,
  draft: (intent: Amounts) => Drafted,
): PlanResult {
  const drafted = result.ok ? result.plan : result.estimate
  const issues = result.ok ? result.plan.issues : result.issues
  const half = halve(intent)
  if (!drafted || !half || !issues.some(isOfImpact)) return result
  const halved = draft(half)
  // what half of it loses is not known before the chain has said so
  if ('waitsFor' in halved) return result
  if ('calls' in halved && halved.priceImpactWad <= drafted.priceImpactWad) return result
  const named = issues.map(nameLoss)
  return result.ok ? { ...result, plan: { ...result.plan, issues: named } } : { ...result, issues: named }
}

function isOfImpact({ code }: Issue): boolean {
  return code === 'price-impact-high' || code === 'price-impact-too-high'
}

function nameLoss(issue: Issue): Issue {
  if (issue.code !== 'price-impact-high' && issue.code !== 'price-impact-too-high') return issue
  const { severity, field, priceImpactWad: lossWad } = issue
  return { code: 'lost-to-rounding', severity, field, lossWad }
}

/** The same with half of what is typed; null where nothing is. */
function halve<Amounts extends OpenIntent | ManageIntent>(intent: Amounts): Amounts | null {
  if (intent.kind === 'open' || intent.kind === 'deposit') {
    return { ...intent, deposit: { ...intent.deposit, amount: intent.deposit.amount / 2n } }
  }
  return intent.kind === 'borrow' ? { ...intent, amount: intent.amount / 2n } : null
}
