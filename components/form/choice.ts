import type { TradeCosts } from '../../lib/domain/closing-cost'
import { type Issue, isListed } from '../../lib/domain/issue'
import type { Simulated } from '../../lib/execution/use-simulation'
import type { PlanResult, TransactionPlan } from '../../lib/plan/plan'
import type { ToleranceChoice } from '../../lib/plan/tolerance'
import type { OperationDraft } from '../../lib/protocols/protocol'

/** What is wrong with one input by itself. */
export type Input = {
  readonly issue: Issue | null
  /** Whether anything was typed or chosen: an empty form is no error until it is sent off. */
  readonly isTouched: boolean
}

/** What a person chose, planned. */
export type Choice = {
  /** Names the choice: a plan made anew on a later block has the same. */
  readonly key: string
  /** null while something is not readable yet, or what plans is not there. */
  readonly result: PlanResult | null
  readonly inputs: readonly Input[]
  /** The fields that this form has: a refusal about any other is shown beside the button. */
  readonly fields: readonly NonNullable<Issue['field']>[]
}

/** The part of a draft that is shown. */
export type Draft = TradeCosts &
  Pick<OperationDraft, 'after' | 'ratesAfter' | 'walletChanges' | 'priceImpactWad'>

/** Names what was chosen, the tolerance included. What is typed counts without the space around it. */
export function nameChoice(parts: readonly unknown[], tolerance: ToleranceChoice): string {
  const texts = [...parts, tolerance.slippageBps, tolerance.deadlineMinutes].map((part) => `${part ?? ''}`)
  return texts.map((text) => text.trim()).join('|')
}

export function planOf(result: PlanResult | null): TransactionPlan | null {
  return result?.ok ? result.plan : null
}

/** What was planned or, where it is refused, at least estimated. */
export function draftOf(result: PlanResult | null): Draft | null {
  return result && (result.ok ? result.plan : result.estimate)
}

/**
 * Everything that is to be said of a choice: what is wrong with the inputs, what the plan says, and what the chain's
 * answer warns of beyond that, which needs the same deliberate act. Each keeps its field only where the form has it.
 */
export function listIssues(
  { result, inputs, fields }: Choice,
  isSubmitted: boolean,
  simulated: Simulated | null,
): readonly Issue[] {
  const wrong = inputs.flatMap(({ issue, isTouched }) => (issue && (isTouched || isSubmitted) ? [issue] : []))
  const planned = [...wrong, ...issuesOf(result)]
  const answered = simulated?.result.ok ? simulated.result.issues : []
  const warnings = answered.filter((issue) => issue.severity === 'warning' && !isListed(issue, planned))
  return [...planned, ...warnings].map((issue) => keepField(issue, fields))
}

/** What is to be said beside a field, where it is wrong. */
export function findRefusal(issues: readonly Issue[], field: Issue['field']): Issue | null {
  return issues.find((issue) => issue.field === field && issue.severity === 'refusal') ?? null
}

function issuesOf(result: PlanResult | null): readonly Issue[] {
  if (result === null) return []
  return result.ok ? result.plan.issues : result.issues
}

function keepField(issue: Issue, fields: Choice['fields']): Issue {
  return issue.field && !fields.includes(issue.field) ? { ...issue, field: undefined } : issue
}
