import { useId } from 'react'
import { describedBy, Field } from '../../ui/field'
import { Slider } from '../../ui/slider'

type Props = {
  /** The slider's name; with the unit, the name of what is typed. */
  readonly label: string
  readonly unit: string
  readonly value: string
  readonly onType: (text: string) => void
  readonly slider: {
    readonly min: number
    readonly max: number
    readonly value: number
    readonly valueText: string
    readonly onChange: (value: number) => void
  }
  /** What it is now. */
  readonly aside: string
  readonly error: string | null
}

/** A number to drag roughly or to type exactly. */
export function ScenarioField({ label, unit, value, onType, slider, aside, error }: Props) {
  const id = useId()
  const { min, max } = slider
  return (
    <Field id={id} label={`${label} ${unit}`} aside={aside} error={error}>
      <div className="flex items-center gap-3">
        <Slider
          label={label}
          min={min}
          max={max}
          step={1}
          value={Math.min(Math.max(slider.value, min), max)}
          valueText={slider.valueText}
          onChange={slider.onChange}
        />
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onType(event.target.value)}
          aria-invalid={error !== null}
          aria-describedby={describedBy(id, { error: error !== null, hint: false })}
          className={`min-h-9 w-28 flex-none rounded-lg border bg-background px-2 text-right tabular-nums ${error ? 'border-danger' : 'border-line-strong'}`}
        />
      </div>
    </Field>
  )
}
