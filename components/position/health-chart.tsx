import type { LiquidationFigure } from '../../lib/domain/figures'
import type { HealthPoint } from '../../lib/domain/health-curve'
import { formatHealthFactor } from '../../lib/format/health-factor'
import { formatPercent } from '../../lib/format/percent'
import { formatSymbol } from '../../lib/format/symbol'
import { formatPrice, nameUnit } from '../../lib/format/value'
import { LineChart } from '../ui/line-chart'
import { formatLiquidation, markPrices, pickTicks, toPixels } from './price-axis'

/** From here up a health factor needs no closer look. */
const Y_MAX = 3

export type HealthChartData = {
  readonly curve: readonly HealthPoint[]
  readonly healthFactorWad: bigint | null
  /** The asset whose price runs along the axis, with its price now. */
  readonly liquidation: Pick<LiquidationFigure, 'asset' | 'priceNowE8' | 'unit'>
  readonly liquidations: readonly LiquidationFigure[]
  /** When `priceNowE8` is: "now", or "then" in a scenario. */
  readonly word?: 'now' | 'then'
}

/** Health factor against one asset's price, with the prices that liquidate. */
export function HealthChart({ data }: { readonly data: HealthChartData }) {
  const { curve, liquidation, liquidations } = data
  const symbol = formatSymbol(liquidation.asset)
  const shown = liquidations.filter((l) => l.asset.address === liquidation.asset.address)
  if (curve.length === 0) return null
  const { unit } = liquidation
  const here = { priceE8: liquidation.priceNowE8, word: data.word ?? 'now', unit }
  return (
    <LineChart
      data={{
        title: `Health factor against the price of ${symbol}`,
        description: describe(data, symbol, shown),
        xLabel: `Price of ${symbol} in ${nameUnit(unit)}`,
        points: curve.map(({ priceE8, healthFactorWad: y }) => ({
          x: toPixels(priceE8),
          y: y === null ? Y_MAX : Number(y) / 1e18,
        })),
        xTicks: pickTicks(curve, unit),
        yTicks: [1, 2, 3].map((at) => ({ at, label: `${at}` })),
        yMax: Y_MAX,
        markers: markPrices(curve, here, shown),
        floor: { at: 1, label: '1' },
      }}
    />
  )
}

function describe(
  { healthFactorWad, liquidation: { priceNowE8, unit } }: HealthChartData,
  symbol: string,
  liquidations: readonly LiquidationFigure[],
): string {
  const now = `At ${formatPrice(priceNowE8, { unit })} per ${symbol} the health factor is ${formatHealthFactor(healthFactorWad)}.`
  if (liquidations.length === 0) return `${now} No price of ${symbol} alone liquidates it.`
  const ends = liquidations.map((liquidation) => {
    const { side, distanceWad } = liquidation
    const way = side === 'below' ? 'under' : 'over'
    return `${way} ${formatLiquidation(liquidation)} (${side === 'below' ? '−' : '+'}${formatPercent(distanceWad)})`
  })
  return `${now} It is liquidated ${ends.join(', or ')}.`
}
