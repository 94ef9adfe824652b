import { type FormEvent, useRef } from 'react'
import { formatSymbol } from '../../lib/format/symbol'
import { formatFieldError } from '../form/field-error'
import { AmountInput } from '../ui/amount-input'
import { Button } from '../ui/button'
import { TokenIcon } from '../ui/token-icon'
import type { LendAction } from './explain-amount'
import { MaxButtons } from './max-buttons'
import type { LendForm, LendFormSource } from './use-lend-form'
import { WithdrawalNote } from './withdrawal-note'

type Props = {
  readonly source: LendFormSource
  readonly form: LendForm
  readonly onReview: (action: LendAction) => void
  readonly onConnect: () => void
}

/** One amount, two things to do with it. */
export function LendFormFields({ source, form, onReview, onConnect }: Props) {
  const { pool, owner } = source
  const { asset } = pool
  const element = useRef<HTMLFormElement>(null)
  const symbol = formatSymbol(asset)

  const start = (action: LendAction) => {
    form.setSubmitted(action)
    if (owner === null) return onConnect()
    if (form.results[action]?.ok) return onReview(action)
    // After React wrote what is invalid into the page.
    requestAnimationFrame(() => element.current?.querySelector('input')?.focus())
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start('supply')
  }
  return (
    <form
      ref={element}
      onSubmit={submit}
      noValidate
      aria-label={`Lend ${symbol}`}
      className="grid grid-cols-1 content-start gap-3"
    >
      <AmountInput
        label="Amount"
        value={form.amountInput}
        onChange={form.setAmountInput}
        error={form.error && formatFieldError(form.error, pool.chainId)}
        hint={describeNote(form, pool.chainId)}
        unit={
          <span className="flex items-center gap-2 font-medium text-sm">
            <TokenIcon address={asset.address} symbol={asset.symbol} size={20} />
            {symbol}
          </span>
        }
      />
      {owner !== null && <MaxButtons form={form} />}
      <div className="grid grid-cols-2 gap-3">
        <Button type="submit" variant="primary" size="large">
          Supply
        </Button>
        <Button size="large" onClick={() => start('withdraw')}>
          Withdraw
        </Button>
      </div>
      {owner === null ? (
        <p className="text-muted text-sm">
          No wallet is connected: figures are estimates, and these buttons ask to connect first.
        </p>
      ) : null}
      <WithdrawalNote pool={pool} view={form.view} limit={form.limit} />
    </form>
  )
}

function describeNote({ note, isAll }: LendForm, chainId: number): string | null {
  if (note) return `To ${note.action}: ${formatFieldError(note.issue, chainId)}`
  return isAll ? 'Withdraw takes all of your supply, with the interest until the block that mines it.' : null
}
