import { useId } from 'react'
import { HEALTH_FACTOR_REFUSAL_WAD } from '../../lib/domain/guards'
import { parseAmountInput } from '../../lib/format/amount'
import { formatFixed } from '../../lib/format/decimal'
import { explainUnread } from '../../lib/format/explain-unread'
import { formatHealthFactor } from '../../lib/format/health-factor'
import { Field } from '../ui/field'
import { ShortNumber } from '../ui/short-number'
import { Slider } from '../ui/slider'

/** In hundredths of a health factor. */
const MIN = Number(HEALTH_FACTOR_REFUSAL_WAD / 10n ** 16n)
const MAX = 300

type Props = { readonly value: string; readonly onChange: (value: string) => void }

/** The health factor that must remain, as a slider and as text. */
export function FloorField({ value, onChange }: Props) {
  const id = useId()
  const floorWad = parseFloorInput(value)
  const least = formatHealthFactor(HEALTH_FACTOR_REFUSAL_WAD)
  const error =
    floorWad === null ? explainUnread(value, `Write a health factor of ${least} or more, like 1.25.`) : null
  const hundredths = floorWad === null ? MIN : Math.min(Number(floorWad / 10n ** 16n), MAX)
  return (
    <Field
      id={id}
      label="Health factor to keep"
      error={error}
      hint="The floor. Max withdraws as much as leaves it standing until the deadline, interest included; what would go under it is refused."
      aside={`${least} at least`}
    >
      <div className="flex items-center gap-3">
        <Slider
          label="Health factor floor"
          min={MIN}
          max={MAX}
          step={1}
          value={hundredths}
          valueText={(hundredths / 100).toFixed(2)}
          onChange={(next) => onChange(formatFixed(BigInt(next), 2, { maxDecimals: 2, minDecimals: 2 }))}
        />
        <ShortNumber id={id} value={value} onChange={onChange} hasError={error !== null} hasHint />
      </div>
    </Field>
  )
}

/** With 18 decimals; null where it cannot be read or is so low that nothing is built there. */
export function parseFloorInput(text: string): bigint | null {
  const parsed = parseAmountInput(text, 18)
  return parsed.ok && parsed.amount >= HEALTH_FACTOR_REFUSAL_WAD ? parsed.amount : null
}
