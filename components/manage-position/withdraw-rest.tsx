import { type FormEvent, useMemo, useRef } from 'react'
import { focusFirstError } from '../position/focus-first-error'
import { FormIssues } from '../position/form-issues'
import { type TransactionRequest, useTransaction } from '../transaction/transaction-context'
import { useReplan } from '../transaction/use-replan'
import { Button } from '../ui/button'
import { makeManageRequest } from './manage-request'
import { useManageForm } from './use-manage-form'
import { type ManageAction, type ManageSource, usePlanner } from './use-planner'

const ACTION: ManageAction = { kind: 'close', receive: 'as-is' }

/** Everything that a liquidation left, to the wallet as it is. There is nothing to choose: its figures stand in the review. */
export function WithdrawRest({ source }: { readonly source: ManageSource }) {
  const element = useRef<HTMLFormElement>(null)
  const { review } = useTransaction()
  const planner = usePlanner(source)
  const {
    collaterals,
    debts: [debt],
  } = source.position
  const assets = useMemo(
    () => (collaterals.length > 0 ? collaterals.map(({ asset }) => asset) : [debt.asset]),
    [collaterals, debt],
  )
  const form = useManageForm(source, planner, {
    action: ACTION,
    key: 'withdraw-rest',
    isTouched: true,
    fields: [],
    assets,
    isSimulated: false,
  })
  const makeRequest = (): TransactionRequest | null =>
    makeManageRequest(source, form, {
      title: 'Withdraw what the liquidation left',
      onConfirmed: form.reset,
      replan,
    })
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
      aria-label="Withdraw what is left"
      className="grid gap-2"
    >
      <Button type="submit" variant="primary" className="justify-self-start">
        Withdraw what is left
      </Button>
      <p className="text-muted text-xs">Closes the position and sends all that it holds to your wallet.</p>
      <FormIssues
        issues={form.issues}
        isAccepted={form.isAccepted}
        onAccept={form.accept}
        isSubmitted={form.isSubmitted}
      />
    </form>
  )
}
