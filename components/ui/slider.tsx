/** A point (from = to) or a range on a slider that its text beside it explains. */
export type SliderMark = { readonly from: number; readonly to: number; readonly tone: 'accent' | 'danger' }

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
  readonly marks?: readonly SliderMark[]
}

/** The browser's own range input: keys, touch and assistive technology work as everywhere. */
export function Slider({
  label,
  min,
  max,
  step,
  value,
  onChange,
  valueText,
  className = '',
  marks = [],
}: Props) {
  const input = (
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
  if (marks.length === 0) return input
  return (
    <span className="block w-full min-w-0">
      {input}
      <Marks marks={marks} min={min} max={max} />
    </span>
  )
}

/** Ranges hatched, points as a triangle: told apart without colour. The thumb's width is left free on both sides. */
function Marks({ marks, min, max }: { readonly marks: readonly SliderMark[] } & Pick<Props, 'min' | 'max'>) {
  const toX = (at: number) => 8 + Math.min(Math.max((at - min) / (max - min || 1), 0), 1) * (WIDTH - 16)
  return (
    <svg
      viewBox={`0 0 ${WIDTH} 8`}
      preserveAspectRatio="none"
      className="-mt-1 block h-2 w-full"
      aria-hidden="true"
    >
      {marks.map(({ from, to, tone }) => {
        const ink = tone === 'danger' ? 'fill-danger stroke-danger' : 'fill-accent'
        return from === to ? (
          <path key={tone + from} d={`M${toX(from)} 0l5 8h-10z`} className={ink} />
        ) : (
          <path
            key={tone + from}
            d={`M${toX(from)} 4H${toX(to)}`}
            className={ink}
            strokeWidth="4"
            strokeDasharray="3 2"
          />
        )
      })}
    </svg>
  )
}

/** Of the drawing, in its own units: it is stretched to the slider's width. */
const WIDTH = 300
