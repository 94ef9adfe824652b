import { useMemo } from 'react'
import type { Position, PositionRates } from '../../lib/domain/position'
import { prepareWhatIf } from '../../lib/domain/what-if-subject'
import { WhatIf } from '../position/what-if/what-if'
import { writeOpenQuery } from './open-query'
import type { OpenForm } from './use-open-form'

export type FarmWhatIfProps = {
  readonly position: Position
  readonly rates: PositionRates
  readonly form: OpenForm
}

/** "What if" of a position that is only planned, as the form has it. */
export function FarmWhatIfPanel({ position, rates, form }: FarmWhatIfProps) {
  const subject = useMemo(() => prepareWhatIf(position, rates), [position, rates])
  const {
    field: { input: amountInput },
    leverageInput,
    asset,
  } = form
  const context = useMemo(
    () => writeOpenQuery({ amountInput, leverageInput, depositAddress: asset.address }),
    [amountInput, leverageInput, asset.address],
  )
  return <WhatIf subject={subject} context={context} />
}
