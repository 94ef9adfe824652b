import { computeHealthCurve } from '../../lib/domain/health-curve'
import { HealthChart } from '../position/health-chart'
import { chooseHealthRange } from '../position/health-range'
import { Card } from '../ui/card'
import type { ShownOutcome } from './shown-outcome'

/** As many as the drawing has room for. */
const CURVE_POINTS = 49

/** How the health factor follows the price. */
export function OpeningChart({ outcome: { position, figures } }: { readonly outcome: ShownOutcome }) {
  const nearest = figures?.liquidations[0]
  if (!position || !figures || !nearest) return null
  const range = chooseHealthRange(figures.liquidations)
  return (
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
  )
}
