import { formatSymbol } from '../../lib/format/symbol'
import { OperationForm } from '../form/operation-form'
import { AmountInput } from '../ui/amount-input'
import { Button } from '../ui/button'
import { Skeleton } from '../ui/skeleton'
import { TokenIcon } from '../ui/token-icon'
import { namePool } from './pool-name'
import type { LendForm } from './use-lend-form'

/** One amount, two things to do with it. */
export function LendFormFields({ form }: { readonly form: LendForm }) {
  const { pool, owner } = form.source
  const { parts } = form
  const { asset } = pool
  const symbol = formatSymbol(asset)
  return (
    <OperationForm
      operation={{ submit: (element) => form.submit('supply', element) }}
      label={`Lend to the ${namePool(pool)}`}
      className="grid grid-cols-1 content-start gap-3"
    >
      <AmountInput
        label="Amount"
        value={form.amountInput}
        onChange={form.setAmountInput}
        error={form.error}
        hint={describeNote(form)}
        unit={
          <span className="flex items-center gap-2 font-medium text-sm">
            <TokenIcon address={asset.address} symbol={asset.symbol} size={20} />
            {symbol}
          </span>
        }
      />
      {owner !== null && (parts ? <parts.MaxButtons form={form} /> : <Skeleton className="h-16 w-full" />)}
      <LendRisks form={form} />
      <div className="grid grid-cols-2 gap-3">
        <Button type="submit" variant="primary" size="large">
          Supply
        </Button>
        <Button size="large" onClick={({ currentTarget }) => form.submit('withdraw', currentTarget.form)}>
          Withdraw
        </Button>
      </div>
      {owner === null ? (
        <p className="text-muted text-sm">
          No wallet is connected: figures are estimates, and these buttons ask to connect first.
        </p>
      ) : null}
      {parts && <parts.LendNotes form={form} />}
    </OperationForm>
  )
}

/** What either action risks, to be accepted before it. */
function LendRisks({ form: { operations, parts } }: { readonly form: LendForm }) {
  if (!parts) return null
  const { FormIssues } = parts
  return [operations.supply, operations.withdraw].map(({ action, issues, ...operation }) => (
    <FormIssues
      key={action}
      operation={{ ...operation, issues: issues.filter(({ severity }) => severity === 'warning') }}
    />
  ))
}

function describeNote({ note, isAll }: LendForm): string | null {
  if (note) return note
  return isAll ? 'Withdraw takes all of your supply, with the interest until the block that mines it.' : null
}
