import { type FormEvent, useMemo, useRef } from 'react'
import type { Asset } from '../../lib/domain/asset'
import { focusFirstError } from '../position/focus-first-error'
import { FormIssues } from '../position/form-issues'
import { type TransactionRequest, useTransaction } from '../transaction/transaction-context'
import { useReplan } from '../transaction/use-replan'
import { Button } from '../ui/button'
import { makeManageRequest } from './manage-request'
import { useManageForm } from './use-manage-form'
import type { ManageAction, ManageSource, Planner } from './use-planner'

type Props = {
  readonly source: ManageSource
  readonly planner: Planner
  readonly use: 'wallet' | 'farm'
  readonly assets: readonly Asset[]
  readonly words: { readonly button: string; readonly review: string; readonly does: string }
}

/**
 * One thing to do with rewards. There is nothing to choose, so its before and after stand in the review, and what it
 * risks is said once it is asked for: until then nobody reading the page has it in mind.
 */
export function ClaimAction({ source, planner, use, assets, words }: Props) {
  const element = useRef<HTMLFormElement>(null)
  const { review } = useTransaction()
  const action = useMemo((): ManageAction => ({ kind: 'claim', use }), [use])
  const form = useManageForm(source, planner, {
    action,
    key: `claim|${use}`,
    isTouched: true,
    fields: [],
    assets,
    isSimulated: false,
  })
  const makeRequest = (): TransactionRequest | null =>
    makeManageRequest(source, form, { title: words.review, onConfirmed: form.reset, replan })
  const replan = useReplan(makeRequest)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.setSubmitted(true)
    const request = makeRequest()
    if (!request) return focusFirstError(element.current)
    review(request)
  }
  return (
    <form
      ref={element}
      onSubmit={submit}
      noValidate
      aria-label={words.button}
      className="grid content-start gap-2"
    >
      <Button type="submit">{words.button}</Button>
      <p className="text-muted text-xs">{words.does}</p>
      {form.isSubmitted && (
        <FormIssues
          issues={form.issues}
          isAccepted={form.isAccepted}
          onAccept={form.accept}
          isSubmitted={form.isSubmitted}
        />
      )}
    </form>
  )
}
