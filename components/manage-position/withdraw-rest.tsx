import { useMemo } from 'react'
import { FormIssues } from '../form/form-issues'
import { OperationForm } from '../form/operation-form'
import { Button } from '../ui/button'
import { useManageForm } from './use-manage-form'
import { type ManageAction, type ManageSource, usePlanner } from './use-planner'

const ACTION: ManageAction = { kind: 'close', receive: 'as-is' }

/** Everything that a liquidation left, to the wallet as it is. There is nothing to choose: its figures stand in the review. */
export function WithdrawRest({ source }: { readonly source: ManageSource }) {
  const planner = usePlanner(source, 'withdraw-rest')
  const {
    collaterals,
    debts: [debt],
  } = source.position
  const assets = useMemo(
    () => (collaterals.length > 0 ? collaterals.map(({ asset }) => asset) : [debt.asset]),
    [collaterals, debt],
  )
  const form = useManageForm(planner, {
    action: ACTION,
    key: ['withdraw-rest'],
    fields: [],
    assets,
    isSimulated: false,
    title: 'Withdraw what the liquidation left',
  })
  return (
    <OperationForm operation={form} label="Withdraw what is left" className="grid gap-2">
      <Button type="submit" variant="primary" className="justify-self-start">
        Withdraw what is left
      </Button>
      <p className="text-muted text-xs">Closes the position and sends all that it holds to your wallet.</p>
      <FormIssues operation={form} />
    </OperationForm>
  )
}
