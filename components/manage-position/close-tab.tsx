import { type FormEvent, useId } from 'react'
import { formatSymbol } from '../../lib/format/symbol'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { KeyFigures } from '../position/before-after-table'
import { FormIssues } from '../position/form-issues'
import { OutcomeTable } from '../position/outcome-table'
import { Preview } from '../position/preview'
import { ToleranceSettings } from '../transaction/tolerance-settings'
import { useTransaction } from '../transaction/transaction-context'
import { useSimulatedPlan } from '../transaction/use-simulated-plan'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import { describeClosing, estimateClosing, viewClosing } from './close-preview'
import { ClosingCost } from './closing-cost'
import { type CloseFormSource, useCloseForm } from './use-close-form'

export function CloseTab({ source }: { readonly source: CloseFormSource }) {
  const id = useId()
  const { account, farm, position } = source
  const form = useCloseForm(source)
  const { review } = useTransaction()
  const plan = form.result.ok ? form.result.plan : null
  const draft = plan ?? (form.result.ok ? null : form.result.estimate)
  const planned = plan && { plan, markets: account.markets }
  const { simulated, isSimulating } = useSimulatedPlan(planned, form.inputsKey)
  const preview = describeClosing(source, form, simulated, isSimulating)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.setSubmitted(true)
    if (!plan || !planned || !form.isAccepted) return
    const previewed = estimateClosing(source, form).after
    const viewOf = (snapshot: AccountSnapshot) => viewClosing(position.debt.asset, plan, snapshot)
    review({
      title: `Close ${farm?.name ?? 'the position'} to ${formatSymbol(form.receive)}`,
      planned,
      inputsKey: form.inputsKey,
      renderFigures: (simulation) => (
        <KeyFigures before={viewOf(simulation.before)} after={viewOf(simulation.after)} />
      ),
      renderOutcome: (simulation, actual) => (
        <OutcomeTable
          previewed={previewed ?? viewOf(simulation.after)}
          simulated={viewOf(simulation.after)}
          actual={actual && viewOf(actual)}
        />
      ),
      findNext: () => ({ href: '/portfolio', label: 'Show the portfolio' }),
    })
  }

  return (
    <div className="grid grid-cols-1 gap-4">
      <form onSubmit={submit} noValidate aria-label="Close the position">
        <Card>
          <div className="grid gap-4">
            <p className="text-muted text-sm">
              In one transaction: everything is sold for what is owed, all of the debt is repaid as it is in
              that block, and what is left goes to your wallet.
            </p>
            <Field id={`${id}-receive`} label="Receive">
              <Select
                id={`${id}-receive`}
                value={form.receive.address}
                onChange={form.setReceiveAddress}
                options={form.receivable.map((asset) => ({
                  value: asset.address,
                  label: formatSymbol(asset),
                }))}
              />
            </Field>
            {draft && (
              <ClosingCost
                position={position}
                markets={account.markets}
                walletChanges={draft.walletChanges}
              />
            )}
            <ToleranceSettings value={form.tolerance} onChange={form.setTolerance} />
            <FormIssues
              issues={form.issues}
              isAccepted={form.isAccepted}
              onAccept={form.accept}
              isSubmitted={form.isSubmitted}
            />
            <Button type="submit" variant="primary" size="large">
              Close position
            </Button>
          </div>
        </Card>
      </form>
      <Preview preview={preview} />
    </div>
  )
}
