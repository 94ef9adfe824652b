import type { Figures } from '../../lib/domain/figures'
import { describeRisk } from '../../lib/format/risk'
import { HealthBadge } from './health-badge'

/** "Liquidated if WETH falls by 31.02%": the risk of what is chosen, in one line. */
export function RiskSentence({ figures }: { readonly figures: Figures | null }) {
  if (!figures) return null
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
      <HealthBadge figures={figures} />
      {describeRisk(figures)}
    </p>
  )
}
