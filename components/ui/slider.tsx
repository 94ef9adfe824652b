type Props = {
  readonly label: string
  readonly min: number
  readonly max: number
  readonly step: number
  readonly value: number
  readonly onChange: (value: number) => void
  /** The value as a person reads it: "3.0x". */
  readonly valueText: string
  readonly className?: string
}

/** The browser's own range input: keys, touch and assistive technology work as everywhere. */
export function Slider({ label, min, max, step, value, onChange, valueText, className = '' }: Props) {
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={valueText}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      className={`h-9 w-full min-w-0 cursor-pointer accent-accent ${className}`}
    />
  )
}
