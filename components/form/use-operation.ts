import { useMemo, useState } from 'react'
import type { Issue } from '../../lib/domain/issue'
import { isUnderWay, type RunState } from '../../lib/execution/run-state'
import type { Forecast } from '../position/preview-model'
import { type TransactionRequest, useTransaction } from '../transaction/transaction-context'
import { useReplan } from '../transaction/use-replan'
import { useSimulatedPlan } from '../transaction/use-simulated-plan'
import { requestConnect } from '../wallet/connect-requests'
import { type Choice, draftOf, findRefusal, listIssues, planOf } from './choice'
import { focusFirstError } from './focus-first-error'
import type { OperationKit } from './operation-kit'
import type { Subject } from './subject'
import { useAcceptedRisk } from './use-accepted-risk'
import { markSent } from './use-typed'

/** What a form describes of itself; everything else is the same for all. */
export type Description<View, Scope> = {
  /** The form's name, by which what is typed into it is kept. */
  readonly form: string
  readonly subject: Subject
  readonly choice: Choice
  /** null until its code is there. */
  readonly kit: OperationKit<View, Scope> | null
  /** Whether the chain is asked while the form is read, and not only in the review; so it is where left out. */
  readonly isSimulated?: boolean
  /** What it is about, for its kit. */
  readonly scope: Scope
  /** Our own arithmetic: as it is now, and after the draft where there is one. */
  readonly estimate: Pick<Forecast<View>, 'before' | 'after'>
  /** Says in the review what will be done. */
  readonly title: string
  /** The issues that its preview says: those that only inform where left out. Refusals and warnings stand by the button. */
  readonly isForPreview?: (issue: Issue) => boolean
  /** Empties the inputs once it is done: nothing that was typed may be sent a second time by accident. */
  readonly onDone?: () => void
}

/** From what a person chose to plan, issues, simulation, preview and review: one of everything that can be done. */
export function useOperation<View, Scope>(description: Description<View, Scope>) {
  const { subject, choice, kit, scope, estimate, title, isSimulated = true } = description
  const { markets, account, owner } = subject
  const { key, result } = choice
  const { review } = useTransaction()
  const [isSubmitted, setSubmitted] = useState(false)

  const plan = planOf(result)
  const guards = kit?.guards ?? null
  const planned = useMemo(() => plan && guards && { plan, markets, guards }, [plan, markets, guards])
  const canAsk = isSimulated && owner !== null && account !== null
  const { simulated, isSimulating } = useSimulatedPlan(canAsk ? planned : null, key)
  const issues = listIssues(choice, isSubmitted, simulated)
  const { isAccepted, accept, forget } = useAcceptedRisk(key, issues)

  const estimated: Forecast<View> = {
    ...estimate,
    state: 'estimate',
    isSimulating,
    block: markets.block.number,
    networkFee: null,
    issues: issues.filter(description.isForPreview ?? isInformation),
  }

  const onRun = (run: RunState) => {
    markSent(description.form, isUnderWay(run))
    if (run.status !== 'confirmed') return
    setSubmitted(false)
    forget()
    description.onDone?.()
  }
  const request = (): TransactionRequest | null =>
    plan && kit && isAccepted
      ? kit.makeRequest({
          plan,
          markets,
          scope,
          estimated: estimate.after,
          title,
          inputsKey: key,
          onRun,
          replan,
        })
      : null
  const replan = useReplan(request)

  return {
    /** What was planned or, where it is refused, at least estimated. */
    draft: draftOf(result),
    /** What the chain has to answer before it can be planned; null where nothing. */
    waiting: result?.ok === false && result.waitsFor ? { markets, question: result.waitsFor } : null,
    simulated,
    issues,
    /** The chain's answer where there is one for these inputs, else the estimate. */
    preview: simulated && kit ? kit.answer(estimated, scope, simulated, issues) : estimated,
    isAccepted,
    accept,
    isSubmitted,
    /** What is to be said beside a field. */
    errorOf: (field: Issue['field']): string | null => {
      const issue = findRefusal(issues, field)
      return (issue && kit?.describeField(issue, markets.chainId)) ?? null
    },
    /** Takes the form into its review, or the person to what stands in the way: a wallet that is not connected, say. */
    submit: (form: HTMLFormElement | null) => {
      setSubmitted(true)
      if (owner === null) return requestConnect()
      const made = request()
      if (!made) return focusFirstError(form)
      review(made)
    },
  }
}

function isInformation({ severity }: Issue): boolean {
  return severity === 'info'
}
