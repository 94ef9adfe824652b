import type { Address } from '../../lib/domain/asset'
import { Checkbox } from '../ui/checkbox'
import { RadioGroup } from '../ui/radio-group'
import { describeHolder, describeUnusable } from './holder-words'
import type { HolderSelection } from './use-holder'

type Props = {
  readonly selection: HolderSelection
  readonly onChoose: (holder: Address) => void
  readonly onStepwise: (isStepwise: boolean) => void
}

/** Who is to hold the position, where that can be chosen. */
export function HolderField({ selection, onChoose, onStepwise }: Props) {
  const { options, holder, abilities, isStepwise } = selection
  const usable = options.filter(({ unusable }) => unusable === null)
  const reasons = options.flatMap((option) => describeUnusable(option) ?? [])
  return (
    <div className="grid gap-2">
      {holder && (
        <RadioGroup
          legend="Where the position lives"
          value={holder.address}
          onChange={onChoose}
          options={usable.map((option) => ({
            value: option.holder.address,
            ...describeHolder(option.holder, abilities),
          }))}
        />
      )}
      {holder?.kind === 'account' && abilities?.isAtomic && (
        <Checkbox isChecked={isStepwise} onChange={onStepwise}>
          Step by step instead, each signed by itself and planned anew
        </Checkbox>
      )}
      {reasons.map((reason) => (
        <p key={reason} className="text-muted text-xs">
          {reason}
        </p>
      ))}
    </div>
  )
}
