import { useMemo } from 'react'
import type { LiquidationFigure } from '../../lib/domain/figures'
import { computeTakes, type Liquidate, type TakeAt } from '../../lib/domain/liquidation-take'
import type { Position } from '../../lib/domain/position'
import { describeBeginning, describeRest, describeTake } from '../../lib/format/liquidation-take'
import { formatSymbol } from '../../lib/format/symbol'
import { formatExactValue, formatValue } from '../../lib/format/value'
import { Figure } from '../ui/figure'

type Props = {
  readonly position: Position
  readonly liquidate: Liquidate
  readonly liquidations: readonly LiquidationFigure[]
}

/** What a liquidation would take, at each price at which it begins. */
export function LiquidationTerms({ position, liquidate, liquidations }: Props) {
  const takes = useMemo(
    () => computeTakes(position, liquidate, liquidations),
    [position, liquidate, liquidations],
  )
  const rest = describeRest(takes)
  if (takes.length === 0) return null
  return (
    <div className="grid gap-3 text-sm">
      <ul className="grid gap-3">
        {takes.map((at) => (
          <Terms key={`${at.liquidation.asset.address} ${at.liquidation.side}`} at={at} />
        ))}
      </ul>
      {rest && <p className="text-muted">{rest}</p>}
    </div>
  )
}

function Terms({ at }: { readonly at: TakeAt }) {
  const { costE8 } = at.take
  const { asset, unit } = at.liquidation
  return (
    <li>
      <span className="font-medium">{describeBeginning(at)}:</span> {describeTake(at)} At these prices that
      costs you{' '}
      <Figure
        field="liquidation-cost"
        value={formatExactValue(costE8)}
        asset={formatSymbol(asset)}
        className="font-medium"
      >
        {formatValue(costE8, { rounding: 'up', unit })}
      </Figure>
      .
    </li>
  )
}
