import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { ExposureChange } from '../position/exposure-change'
import { focusFirstError } from '../position/focus-first-error'
import { FormIssues } from '../position/form-issues'
import { Preview } from '../position/preview'
import { RiskSentence } from '../position/risk-sentence'
import { ToleranceSettings } from '../transaction/tolerance-settings'
import { type TransactionRequest, useTransaction } from '../transaction/transaction-context'
import { useReplan } from '../transaction/use-replan'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { makeManageRequest } from './manage-request'
import type { ManageForm } from './use-manage-form'
import type { ManageSource } from './use-planner'

type Props = {
  readonly source: ManageSource
  readonly form: ManageForm
  readonly words: {
    /** Names the form for assistive technology. */
    readonly form: string
    readonly intro: string
    readonly button: string
    /** Says in the review what will be done. */
    readonly review: string
  }
  /** Empties the inputs once it is done. */
  readonly onDone: () => void
  /** Whether it comes filled in, by a button elsewhere on the page: then the person is taken to its first field. */
  readonly isSuggested?: boolean
  readonly children: ReactNode
}

/** A form's fields with everything that is the same for all: issues, the button, the review, the preview. */
export function ManageFormFrame({ source, form, words, onDone, isSuggested = false, children }: Props) {
  const element = useRef<HTMLFormElement>(null)
  const { review } = useTransaction()
  useFocusOnArrival(element, isSuggested)
  const { before, after } = form.preview

  const onConfirmed = () => {
    form.reset()
    onDone()
  }
  const makeRequest = (): TransactionRequest | null =>
    makeManageRequest(source, form, { title: words.review, onConfirmed, replan })
  const replan = useReplan(makeRequest)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.setSubmitted(true)
    const request = makeRequest()
    if (!request) return focusFirstError(element.current)
    review(request)
  }

  return (
    <div className="grid grid-cols-1 gap-4">
      <form ref={element} onSubmit={submit} noValidate aria-label={words.form}>
        <Card>
          <div className="grid grid-cols-1 gap-4">
            <p className="text-muted text-sm">{words.intro}</p>
            {children}
            <ToleranceSettings value={form.tolerance} onChange={form.setTolerance} />
            {after?.position && <RiskSentence figures={after.figures} />}
            <FormIssues
              issues={form.issues}
              isAccepted={form.isAccepted}
              onAccept={form.accept}
              isSubmitted={form.isSubmitted}
            />
            <Button type="submit" variant="primary" size="large">
              {words.button}
            </Button>
          </div>
        </Card>
      </form>
      <Preview preview={form.preview} />
      <ExposureChange before={before} after={after} />
    </div>
  )
}

/** Once, when the form is there: its code may have had to be fetched first. */
function useFocusOnArrival(form: RefObject<HTMLFormElement | null>, isWanted: boolean): void {
  useEffect(() => {
    if (isWanted) form.current?.querySelector<HTMLElement>('input[type="text"], select')?.focus()
  }, [form, isWanted])
}
