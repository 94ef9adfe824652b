import { useMemo } from 'react'
import type { Farm } from '../../lib/domain/farm'
import type { Position } from '../../lib/domain/position'
import { ratesOfFarm } from '../../lib/domain/rates'
import { prepareWhatIf } from '../../lib/domain/what-if-subject'
import { WhatIf } from '../position/what-if/what-if'
import { writeOpenQuery } from './open-query'
import type { OpenForm } from './use-open-form'

export type FarmWhatIfProps = { readonly farm: Farm; readonly position: Position; readonly form: OpenForm }

/** "What if" of a position that is only planned: as the form has it, rates as they are before the loan moves them. */
export function FarmWhatIfPanel({ farm, position, form }: FarmWhatIfProps) {
  const subject = useMemo(() => prepareWhatIf(position, ratesOfFarm(farm)), [position, farm])
  const { amountInput, leverageInput, asset } = form
  const context = useMemo(
    () => writeOpenQuery({ amountInput, leverageInput, depositAddress: asset.address }),
    [amountInput, leverageInput, asset.address],
  )
  return <WhatIf subject={subject} context={context} />
}
