import { formatMultiple } from '../../lib/format/multiple'
import { ApyBreakdown } from '../position/apy-breakdown'
import { Card } from '../ui/card'
import type { ShownOutcome } from './shown-outcome'

/** Where the net yield comes from. */
export function OpeningYield({ outcome }: { readonly outcome: ShownOutcome }) {
  return (
    <Card title="Where the yield comes from">
      <ApyBreakdown
        breakdown={outcome.breakdown}
        netApyWad={outcome.netApyWad}
        leverageText={formatMultiple(outcome.leverageWad)}
      />
    </Card>
  )
}
