import { useId } from 'react'
import type { ToleranceChoice } from '../../lib/plan/tolerance'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import { DEADLINE_CHOICES_MINUTES, formatSlippage, SLIPPAGE_CHOICES_BPS } from './tolerance'

export type ToleranceFieldsProps = {
  readonly value: ToleranceChoice
  readonly onChange: (value: ToleranceChoice) => void
}

export function ToleranceFields({ value, onChange }: ToleranceFieldsProps) {
  const id = useId()
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        id={`${id}-slippage`}
        label="Slippage tolerance"
        hint="The most each swap may fall short of its quote. Past it the transaction reverts and nothing moves."
      >
        <Select
          id={`${id}-slippage`}
          value={value.slippageBps.toString()}
          onChange={(bps) => onChange({ ...value, slippageBps: BigInt(bps) })}
          options={SLIPPAGE_CHOICES_BPS.map((bps) => ({
            value: bps.toString(),
            label: formatSlippage(bps),
          }))}
        />
      </Field>
      <Field
        id={`${id}-deadline`}
        label="Deadline"
        hint="A transaction that is still waiting after this does nothing."
      >
        <Select
          id={`${id}-deadline`}
          value={value.deadlineMinutes.toString()}
          onChange={(minutes) => onChange({ ...value, deadlineMinutes: BigInt(minutes) })}
          options={DEADLINE_CHOICES_MINUTES.map((minutes) => ({
            value: minutes.toString(),
            label: `${minutes} minutes`,
          }))}
        />
      </Field>
    </div>
  )
}
