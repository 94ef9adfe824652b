import { memo, useId } from 'react'
import type { ToleranceChoice } from '../../lib/plan/tolerance'
import { Disclosure } from '../ui/disclosure'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import { DEADLINE_CHOICES_MINUTES, SLIPPAGE_CHOICES_BPS } from './tolerance'

type Props = { readonly value: ToleranceChoice; readonly onChange: (value: ToleranceChoice) => void }

/** Not drawn again while something else of its form is typed. */
export const ToleranceSettings = memo(function ToleranceSettings({ value, onChange }: Props) {
  const id = useId()
  return (
    <Disclosure
      summary={
        <>
          Advanced{' '}
          <span className="text-muted text-xs tabular-nums">
            {formatSlippage(value.slippageBps)} slippage · {value.deadlineMinutes.toString()} min
          </span>
        </>
      }
    >
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
    </Disclosure>
  )
})

function formatSlippage(bps: bigint): string {
  return `${bps / 100n}.${(bps % 100n).toString().padStart(2, '0').replace(/0$/, '')} %`
}
