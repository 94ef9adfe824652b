import type { Farm } from '../../lib/domain/farm'
import { formatMultiple } from '../../lib/format/multiple'
import { YearBreakdown } from '../position/year-breakdown'
import { Card } from '../ui/card'
import type { ShownOutcome } from './shown-outcome'

type Props = { readonly farm: Farm; readonly outcome: ShownOutcome }

/** Where the net yield comes from. */
export function OpeningYield({ farm, outcome: { figures, leverageWad } }: Props) {
  if (!figures?.yearOutcome) return null
  return (
    <Card title="Where the yield comes from">
      <YearBreakdown
        outcome={figures.yearOutcome}
        leverageText={formatMultiple(leverageWad)}
        hasTradingFees={farm.forms.includes('leveraged-lp')}
      />
    </Card>
  )
}
