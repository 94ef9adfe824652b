import { useMemo } from 'react'
import type { OwnedPosition } from '../../lib/domain/position'
import { prepareWhatIf } from '../../lib/domain/what-if-subject'
import { WhatIf } from '../position/what-if/what-if'

/** For whoever looks at the position: a link with a scenario in it is there to be shared. */
export function WhatIfTab({ position }: { readonly position: OwnedPosition }) {
  const subject = useMemo(() => prepareWhatIf(position, position.rates), [position])
  return <WhatIf subject={subject} />
}
