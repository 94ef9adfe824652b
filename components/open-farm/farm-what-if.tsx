import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useMemo, useState } from 'react'
import type { Farm } from '../../lib/domain/farm'
import type { Position } from '../../lib/domain/position'
import { findScenarioAssets } from '../../lib/domain/what-if'
import { prepareWhatIf } from '../../lib/domain/what-if-subject'
import { hasScenario } from '../../lib/format/scenario-query'
import { Disclosure } from '../ui/disclosure'
import { Skeleton } from '../ui/skeleton'
import { ratesOf } from './open-preview'
import { writeOpenQuery } from './open-query'
import type { OpenForm } from './use-open-form'

/** Fetched when it is asked for. */
const WhatIf = dynamic(() => import('../position/what-if/what-if').then((module) => module.WhatIf), {
  loading: () => <Skeleton className="h-96 w-full rounded-xl" />,
  ssr: false,
})

type Props = { readonly farm: Farm; readonly position: Position; readonly form: OpenForm }

/** "What if" of a position that is only planned: as the form has it, rates as they are before the loan moves them. */
export function FarmWhatIf({ farm, position, form }: Props) {
  const query = useSearchParams().toString()
  const [isOpen, setOpen] = useState(() => hasScenario(query, findScenarioAssets(position)))
  const subject = useMemo(
    () => (isOpen ? prepareWhatIf(position, ratesOf(farm)) : null),
    [isOpen, position, farm],
  )
  const { amountInput, leverageInput, asset } = form
  const context = useMemo(
    () => writeOpenQuery({ amountInput, leverageInput, depositAddress: asset.address }),
    [amountInput, leverageInput, asset.address],
  )
  return (
    <Disclosure summary="What if prices, rates or time change?" isOpen={isOpen} onToggle={setOpen}>
      {subject && <WhatIf subject={subject} context={context} />}
    </Disclosure>
  )
}
