import { useId } from 'react'
import type { LeverageMarks } from '../../lib/domain/leverage-marks'
import { formatFixed } from '../../lib/format/decimal'
import { formatMultiple, parseMultipleInput } from '../../lib/format/multiple'
import { Field } from '../ui/field'
import { ShortNumber } from '../ui/short-number'
import { Slider, type SliderMark } from '../ui/slider'
import { describeLeverageMarks } from './leverage-words'

/** A tenth of a turn: finer than anybody can drag, coarser than noise. */
const STEPS_PER_TURN = 10

type Props = {
  /** As typed; the slider follows it and writes into it. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly maxLeverageWad: bigint
  readonly error: string | null
  /** Where a year's outcome peaks and where it is a loss; null where rates are not known. */
  readonly marks: LeverageMarks | null
  /** Why it goes no further, where that is the person's choice. */
  readonly limitNote?: string | null
}

export function LeverageField({ value, onChange, maxLeverageWad, error, marks, limitNote = null }: Props) {
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
      hint={
        [limitNote, marks && describeLeverageMarks(marks, maxLeverageWad)].filter(Boolean).join(' ') || null
      }
      aside={`up to ${formatMultiple(maxLeverageWad, 'down')}`}
    >
      <div className="flex items-center gap-3">
        <Slider
          label="Leverage"
          min={STEPS_PER_TURN}
          max={maxSteps}
          marks={marks ? listSliderMarks(marks, maxSteps) : undefined}
          step={1}
          value={shown}
          valueText={parsed.ok ? formatMultiple(parsed.leverageWad) : formatSteps(shown)}
          onChange={(next) => onChange(formatSteps(next))}
        />
        <span className="flex items-center gap-1">
          <ShortNumber
            id={id}
            value={value}
            onChange={onChange}
            hasError={error !== null}
            hasHint={marks !== null || limitNote !== null}
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

/** In the slider's steps; a hundredth of a turn is less than a step. */
function listSliderMarks(
  { peak, negativeUpToWad, negativeFromWad }: LeverageMarks,
  maxSteps: number,
): readonly SliderMark[] {
  const toSteps = (leverageWad: bigint) => (Number(leverageWad) / 1e18) * STEPS_PER_TURN
  const negative = [
    ...(negativeUpToWad === null ? [] : [{ from: STEPS_PER_TURN, to: toSteps(negativeUpToWad) }]),
    ...(negativeFromWad === null ? [] : [{ from: toSteps(negativeFromWad), to: maxSteps }]),
  ]
  return [
    ...negative.map((range) => ({ ...range, tone: 'danger' as const })),
    { from: toSteps(peak.leverageWad), to: toSteps(peak.leverageWad), tone: 'accent' },
  ]
}
