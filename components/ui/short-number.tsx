import { describedBy } from './field'

type Props = {
  /** Its field's. */
  readonly id: string
  /** As typed. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hasError: boolean
  readonly hasHint: boolean
}

/** A number of a few digits in a field, beside the slider that writes it too. */
export function ShortNumber({ id, value, onChange, hasError, hasHint }: Props) {
  return (
    <input
      id={id}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      aria-invalid={hasError}
      aria-describedby={describedBy(id, { error: hasError, hint: hasHint })}
      className={`min-h-9 w-16 rounded-lg border bg-background px-2 text-right tabular-nums ${hasError ? 'border-danger' : 'border-line-strong'}`}
    />
  )
}
