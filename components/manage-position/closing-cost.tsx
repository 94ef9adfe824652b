import { useMemo } from 'react'
import { computeBreakEvenDays } from '../../lib/domain/break-even'
import type { ClosingCost as Cost } from '../../lib/domain/closing-cost'
import { computeFigures } from '../../lib/domain/figures'
import { mulDivUp, WAD } from '../../lib/domain/math'
import type { OwnedPosition } from '../../lib/domain/position'
import { formatPercent } from '../../lib/format/percent'
import { formatExactValue, formatValue } from '../../lib/format/value'
import { BreakEvenDays } from '../position/break-even-days'
import { ClosingCostParts } from '../position/closing-cost-parts'
import { Figure } from '../ui/figure'

type Props = { readonly position: OwnedPosition; readonly cost: Cost }

/** What closing now costs, where that goes, and how long the farm takes to earn as much. */
export function ClosingCost({ position, cost }: Props) {
  const { equityE8, yearOutcome } = useMemo(() => computeFigures(position, position.rates), [position])
  const { costE8, unit } = cost
  const days = useMemo(() => computeBreakEvenDays(position, position.rates, costE8), [position, costE8])
  if (equityE8 <= 0n) return null
  const share =
    costE8 > 0n ? formatPercent(mulDivUp(costE8, WAD, equityE8), { rounding: 'up', decimals: 3 }) : null
  return (
    <div className="grid gap-2">
      <p className="text-sm">
        Closing now costs about{' '}
        <Figure field="closing-cost" value={formatExactValue(costE8)} className="font-medium">
          {formatValue(costE8, { rounding: 'up', unit })}
        </Figure>
        {share && `, ${share} of your equity`}: what it is worth at the oracle’s prices less what arrives in
        your wallet, rewards on both sides.{' '}
        {(yearOutcome?.netWad ?? null) !== null && (
          <span className="text-muted">
            Untouched it makes as much <BreakEvenDays days={days} /> at today’s rates.
          </span>
        )}
      </p>
      <ClosingCostParts cost={cost} />
    </div>
  )
}
