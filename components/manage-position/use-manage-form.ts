import { useMemo, useState } from 'react'
import type { Asset } from '../../lib/domain/asset'
import type { Issue } from '../../lib/domain/issue'
import { outcomeGuards } from '../../lib/plan/outcome-guards'
import type { PlanResult } from '../../lib/plan/plan'
import { formatFieldError } from '../position/field-error'
import { findSimulatedWarnings } from '../position/simulated-issues'
import { useAcceptedRisk } from '../position/use-accepted-risk'
import { useSimulatedPlan } from '../transaction/use-simulated-plan'
import { describeManaging } from './manage-preview'
import type { ManageAction, ManageSource, Planner } from './use-planner'

type Choice = {
  /** What to do, kept the same object while the choice is; null while something is not readable yet. */
  readonly action: ManageAction | null
  /** Names the choice: a plan made anew on a later block has the same. */
  readonly key: string
  /** What is wrong with the inputs themselves. */
  readonly issue?: Issue | null
  /** Whether anything was typed or chosen: an empty form is not an error. */
  readonly isTouched: boolean
  /** The fields that this form has: a refusal about any other is shown beside the button. */
  readonly fields: readonly NonNullable<Issue['field']>[]
  /** Whose wallet balance the preview shows in any case. */
  readonly assets: readonly Asset[]
  /** Whether the chain is asked while the form is read, and not only in the review; so it is where left out. */
  readonly isSimulated?: boolean
}

export type ManageForm = ReturnType<typeof useManageForm>

/** From what a person chose to plan, issues, simulation and preview: the same for everything done with a position. */
export function useManageForm(source: ManageSource, planner: Planner, choice: Choice) {
  const { action, fields, assets, isSimulated = true } = choice
  const { plan: planAction, tolerance, setTolerance } = planner
  const [isSubmitted, setSubmitted] = useState(false)
  const inputsKey = `${planner.key}|${choice.key}`

  const result = useMemo(() => action && planAction(action), [action, planAction])
  const plan = result?.ok ? result.plan : null
  const draft = result && (result.ok ? result.plan : result.estimate)
  const { markets } = source.account
  const planned = useMemo(() => plan && { plan, markets, guards: outcomeGuards }, [plan, markets])
  const { simulated, isSimulating } = useSimulatedPlan(isSimulated ? planned : null, inputsKey)

  const inputIssues = choice.issue && (choice.isTouched || isSubmitted) ? [choice.issue] : []
  const planIssues = [...inputIssues, ...listIssues(result)]
  const issues = [...planIssues, ...findSimulatedWarnings(planIssues, simulated)].map((issue) =>
    keepField(issue, fields),
  )
  const { isAccepted, accept, forget } = useAcceptedRisk(inputsKey, issues)
  const forecast = { draft, issues, assets }
  return {
    inputsKey,
    planned,
    draft,
    simulated,
    issues,
    forecast,
    preview: describeManaging(source, forecast, simulated, isSimulating),
    isAccepted,
    accept,
    isSubmitted,
    setSubmitted,
    tolerance,
    setTolerance,
    errorOf: (field: Issue['field']) => describeError(issues, field, markets.chainId),
    /** Once it is done: nothing that was typed may be sent a second time by accident. */
    reset: () => {
      setSubmitted(false)
      forget()
    },
  }
}

function listIssues(result: PlanResult | null): readonly Issue[] {
  if (result === null) return []
  return result.ok ? result.plan.issues : result.issues
}

function keepField(issue: Issue, fields: Choice['fields']): Issue {
  return issue.field && !fields.includes(issue.field) ? { ...issue, field: undefined } : issue
}

/** What is to be said beside a field, where it is wrong. */
function describeError(issues: readonly Issue[], field: Issue['field'], chainId: number): string | null {
  const issue = issues.find((candidate) => candidate.field === field && candidate.severity === 'refusal')
  return issue ? formatFieldError(issue, chainId) : null
}
