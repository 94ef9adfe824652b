import { useMemo, useState } from 'react'
import type { Issue } from '../../lib/domain/issue'
import type { OutcomeGuards } from '../../lib/plan/outcome'
import { type TransactionRequest, useTransaction } from '../transaction/transaction-context'
import { useReplan } from '../transaction/use-replan'
import { useSimulatedPlan } from '../transaction/use-simulated-plan'
import { requestConnect } from '../wallet/connect-requests'
import { type Choice, draftOf, findRefusal, listIssues, planOf } from './choice'
import { formatFieldError } from './field-error'
import { focusFirstError } from './focus-first-error'
import { makeForecast, type Views } from './forecast'
import { makeRequest, type ReviewWords } from './request'
import type { Subject } from './subject'
import { useAcceptedRisk } from './use-accepted-risk'

/** What a form describes of itself; everything else is the same for all. */
export type Description<View> = {
  readonly subject: Subject
  readonly choice: Choice
  /** null until their code is there. */
  readonly guards: OutcomeGuards | null
  /** Whether the chain is asked while the form is read, and not only in the review; so it is where left out. */
  readonly isSimulated?: boolean
  readonly views: Views<View>
  readonly review: ReviewWords<View>
  /** The issues that its preview says: those that only inform where left out. Refusals and warnings stand by the button. */
  readonly isForPreview?: (issue: Issue) => boolean
  /** Empties the inputs once it is done: nothing that was typed may be sent a second time by accident. */
  readonly onDone?: () => void
}

/** From what a person chose to plan, issues, simulation, preview and review: one of everything that can be done. */
export function useOperation<View>(description: Description<View>) {
  const { subject, choice, guards, views, isSimulated = true } = description
  const { markets, account, owner } = subject
  const { key, result } = choice
  const { review } = useTransaction()
  const [isSubmitted, setSubmitted] = useState(false)

  const plan = planOf(result)
  const planned = useMemo(() => plan && guards && { plan, markets, guards }, [plan, markets, guards])
  const canAsk = isSimulated && owner !== null && account !== null
  const { simulated, isSimulating } = useSimulatedPlan(canAsk ? planned : null, key)
  const issues = listIssues(choice, isSubmitted, simulated)
  const { isAccepted, accept, forget } = useAcceptedRisk(key, issues)

  const onConfirmed = () => {
    setSubmitted(false)
    forget()
    description.onDone?.()
  }
  const request = (): TransactionRequest | null =>
    planned && isAccepted
      ? makeRequest({ planned, inputsKey: key, views, words: description.review, onConfirmed, replan })
      : null
  const replan = useReplan(request)

  return {
    /** What was planned or, where it is refused, at least estimated. */
    draft: draftOf(result),
    /** What the chain has to answer before it can be planned; null where nothing. */
    waiting: result?.ok === false && result.waitsFor ? { markets, question: result.waitsFor } : null,
    simulated,
    issues,
    preview: makeForecast(views, {
      simulated,
      isSimulating,
      block: markets.block.number,
      issues: issues.filter(description.isForPreview ?? isInformation),
      said: issues,
    }),
    isAccepted,
    accept,
    isSubmitted,
    errorOf: (field: Issue['field']): string | null => {
      const issue = findRefusal(issues, field)
      return issue && formatFieldError(issue, markets.chainId)
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
