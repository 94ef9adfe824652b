import { type ReactNode, useId } from 'react'
import { describedBy, Field } from './field'

type Props = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** The unit, or the control that chooses it. */
  readonly unit: ReactNode
  readonly onMax?: () => void
  readonly error?: string | null
  readonly hint?: ReactNode
  readonly aside?: ReactNode
}

export function AmountInput({ label, value, onChange, unit, onMax, error, hint, aside }: Props) {
  const id = useId()
  return (
    <Field id={id} label={label} error={error} hint={hint} aside={aside}>
      <div
        className={`flex min-h-12 items-center gap-2 rounded-lg border bg-background px-3 focus-within:outline-2 focus-within:outline-accent ${error ? 'border-danger' : 'border-line-strong'}`}
      >
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          placeholder="0.00"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={Boolean(error)}
          aria-describedby={describedBy(id, { error: Boolean(error), hint: Boolean(hint) })}
          className="w-full min-w-0 flex-1 bg-transparent py-2 text-xl tabular-nums outline-none placeholder:text-muted"
        />
        {onMax && (
          <button
            type="button"
            onClick={onMax}
            className="min-h-7 cursor-pointer rounded-md bg-raised px-2 font-semibold text-accent text-xs hover:bg-line"
          >
            Max
          </button>
        )}
        {unit}
      </div>
    </Field>
  )
}
