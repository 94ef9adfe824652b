import type { LiquidationFigure } from '../../lib/domain/figures'
import type { HealthPoint } from '../../lib/domain/liquidation'
import { formatHealthFactor } from '../../lib/format/health-factor'
import { formatPercent } from '../../lib/format/percent'
import { formatSymbol } from '../../lib/format/symbol'
import { formatPrice } from '../../lib/format/usd'
import { type ChartMarker, type ChartTick, LineChart } from '../ui/line-chart'

/** From here up a health factor needs no closer look. */
const Y_MAX = 3

export type HealthChartData = {
  readonly curve: readonly HealthPoint[]
  readonly healthFactorWad: bigint | null
  /** The asset whose price runs along the axis, with its price now. */
  readonly liquidation: Pick<LiquidationFigure, 'asset' | 'priceNowE8'>
  readonly liquidations: readonly LiquidationFigure[]
}

/** Health factor against one asset's price, with the prices that liquidate. */
export function HealthChart({ data }: { readonly data: HealthChartData }) {
  const { curve, healthFactorWad, liquidation, liquidations } = data
  const symbol = formatSymbol(liquidation.asset)
  const shown = liquidations.filter((l) => l.asset.address === liquidation.asset.address)
  const first = curve[0]
  const last = curve.at(-1)
  if (!first || !last) return null
  const isInside = ({ priceE8 }: LiquidationFigure) => priceE8 >= first.priceE8 && priceE8 <= last.priceE8
  const markers: readonly ChartMarker[] = [
    {
      x: toPixels(liquidation.priceNowE8),
      label: `now ${formatPrice(liquidation.priceNowE8)}`,
      tone: 'accent',
    },
    ...shown.filter(isInside).map(
      (l): ChartMarker => ({
        x: toPixels(l.priceE8),
        label: `liquidation ${formatLiquidation(l)}`,
        tone: 'danger',
      }),
    ),
  ]
  return (
    <LineChart
      data={{
        title: `Health factor against the price of ${symbol}`,
        description: describe(symbol, healthFactorWad, liquidation.priceNowE8, shown),
        xLabel: `Price of ${symbol} in USD`,
        points: curve.map(({ priceE8, healthFactorWad: y }) => ({
          x: toPixels(priceE8),
          y: y === null ? Y_MAX : Number(y) / 1e18,
        })),
        xTicks: pickTicks(curve),
        yTicks: [1, 2, 3].map((at) => ({ at, label: `${at}` })),
        yMax: Y_MAX,
        markers,
        floor: { at: 1, label: '1' },
      }}
    />
  )
}

/** For drawing alone: a pixel has no use for more digits than a number holds. */
function toPixels(priceE8: bigint): number {
  return Number(priceE8) / 1e8
}

function pickTicks(curve: readonly HealthPoint[]): readonly ChartTick[] {
  const step = Math.max(1, Math.floor((curve.length - 1) / 4))
  return curve
    .filter((_, index) => index % step === 0)
    .map(({ priceE8 }) => ({ at: toPixels(priceE8), label: formatPrice(priceE8).replace(/\.\d\d$/, '') }))
}

function describe(
  symbol: string,
  healthFactorWad: bigint | null,
  priceNowE8: bigint,
  liquidations: readonly LiquidationFigure[],
): string {
  const now = `At ${formatPrice(priceNowE8)} per ${symbol} the health factor is ${formatHealthFactor(healthFactorWad)}.`
  if (liquidations.length === 0) return `${now} No price of ${symbol} alone liquidates it.`
  const ends = liquidations.map((liquidation) => {
    const { side, distanceWad } = liquidation
    const way = side === 'below' ? 'under' : 'over'
    return `${way} ${formatLiquidation(liquidation)} (${side === 'below' ? '−' : '+'}${formatPercent(distanceWad)})`
  })
  return `${now} It is liquidated ${ends.join(', or ')}.`
}

/** Rounded towards the price now: it never looks further away than it is. */
function formatLiquidation({ priceE8, side }: LiquidationFigure): string {
  return formatPrice(priceE8, { rounding: side === 'below' ? 'up' : 'down' })
}
