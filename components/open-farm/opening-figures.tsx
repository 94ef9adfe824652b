import { computeApyWad } from '../../lib/domain/compounding'
import type { Farm } from '../../lib/domain/farm'
import { computeFigures } from '../../lib/domain/figures'
import { computeHealthCurve } from '../../lib/domain/liquidation'
import { max, WAD } from '../../lib/domain/math'
import { computeFarmAprBreakdown } from '../../lib/domain/rates'
import { formatMultiple } from '../../lib/format/multiple'
import type { PlanView } from '../../lib/plan/plan-view'
import { ApyBreakdown } from '../position/apy-breakdown'
import { HealthChart } from '../position/health-chart'
import { chooseHealthRange } from '../position/health-range'
import { Card } from '../ui/card'
import { computeNotionalPosition } from './notional-position'

/** As many as the drawing has room for. */
const CURVE_POINTS = 49

type Props = {
  readonly farm: Farm
  readonly leverageWad: bigint | null
  /** The outcome that the preview shows; before there is one, the leverage alone is drawn. */
  readonly after: PlanView | null
}

/** Where the net yield comes from, and how the health factor follows the price. */
export function OpeningFigures({ farm, leverageWad, after }: Props) {
  const leverage = max(WAD, leverageWad ?? WAD)
  const breakdown = after?.breakdown ?? computeFarmAprBreakdown(farm, leverage)
  const position = after?.position ?? computeNotionalPosition(farm, leverage)
  const figures = after?.figures ?? (position && computeFigures(position))
  const nearest = figures?.liquidations[0]
  const range = chooseHealthRange(figures?.liquidations ?? [])
  return (
    <>
      {position && figures && nearest && (
        <Card title="If the price moves">
          <HealthChart
            data={{
              curve: computeHealthCurve(position, nearest.asset, range.fromWad, range.toWad, CURVE_POINTS),
              healthFactorWad: figures.healthFactorWad,
              liquidation: nearest,
              liquidations: figures.liquidations,
            }}
          />
        </Card>
      )}
      <Card title="Where the yield comes from">
        <ApyBreakdown
          breakdown={breakdown}
          netApyWad={computeApyWad(breakdown.netAprWad)}
          leverageText={formatMultiple(figures?.leverageWad ?? leverage)}
        />
      </Card>
    </>
  )
}
