import { useId } from 'react'
import { formatFixed } from '../../lib/format/decimal'
import { formatMultiple, parseMultipleInput } from '../../lib/format/multiple'
import { describedBy, Field } from '../ui/field'
import { Slider } from '../ui/slider'

/** A tenth of a turn: finer than anybody can drag, coarser than noise. */
const STEPS_PER_TURN = 10

type Props = {
  /** As typed; the slider follows it and writes into it. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly maxLeverageWad: bigint
  readonly error: string | null
}

export function LeverageField({ value, onChange, maxLeverageWad, error }: Props) {
  const id = useId()
  const maxSteps = Number((maxLeverageWad * BigInt(STEPS_PER_TURN)) / WAD)
  const parsed = parseMultipleInput(value)
  const steps = parsed.ok ? Number((parsed.leverageWad * BigInt(STEPS_PER_TURN)) / WAD) : STEPS_PER_TURN
  const shown = Math.min(Math.max(steps, STEPS_PER_TURN), maxSteps)
  return (
    <Field
      id={id}
      label="Leverage multiple"
      error={error}
      aside={`up to ${formatMultiple(maxLeverageWad, 'down')}`}
    >
      <div className="flex items-center gap-3">
        <Slider
          label="Leverage"
          min={STEPS_PER_TURN}
          max={maxSteps}
          step={1}
          value={shown}
          valueText={parsed.ok ? formatMultiple(parsed.leverageWad) : formatSteps(shown)}
          onChange={(next) => onChange(formatSteps(next))}
        />
        <span className="flex items-center gap-1">
          <input
            id={id}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            aria-invalid={error !== null}
            aria-describedby={describedBy(id, { error: error !== null, hint: false })}
            className={`min-h-9 w-16 rounded-lg border bg-background px-2 text-right tabular-nums ${error ? 'border-danger' : 'border-line-strong'}`}
          />
          <span aria-hidden="true" className="text-muted">
            x
          </span>
        </span>
      </div>
    </Field>
  )
}

const WAD = 10n ** 18n

function formatSteps(steps: number): string {
  return formatFixed(BigInt(steps), 1, { maxDecimals: 1 })
}
