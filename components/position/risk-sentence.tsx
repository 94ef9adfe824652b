import type { Figures } from '../../lib/domain/figures'
import { formatPercent } from '../../lib/format/percent'
import { formatSymbol } from '../../lib/format/symbol'
import { HealthBadge } from './health-badge'

/** "Liquidated if WETH falls by 31.02%": the risk of what is chosen, in one line. */
export function RiskSentence({ figures }: { readonly figures: Figures | null }) {
  if (!figures) return null
  const moves = figures.liquidations.map(
    ({ asset, side, distanceWad }) =>
      `${formatSymbol(asset)} ${side === 'below' ? 'falls' : 'rises'} by ${formatPercent(distanceWad)}`,
  )
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
      <HealthBadge healthFactorWad={figures.healthFactorWad} />
      {moves.length > 0
        ? `You are liquidated if ${moves.join(', or if ')}.`
        : 'No price that we look at liquidates it.'}
    </p>
  )
}
