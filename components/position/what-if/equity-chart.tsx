import type { LiquidationFigure } from '../../../lib/domain/figures'
import type { BasePrice } from '../../../lib/domain/scenario'
import type { Unit } from '../../../lib/domain/unit'
import type { EquityPoint } from '../../../lib/domain/what-if'
import { formatHealthFactor } from '../../../lib/format/health-factor'
import { formatSymbol } from '../../../lib/format/symbol'
import { formatPrice, formatValue, nameUnit, withUnit } from '../../../lib/format/value'
import { Disclosure } from '../../ui/disclosure'
import { LineChart } from '../../ui/line-chart'
import { markPrices, pickTicks, toPixels } from '../price-axis'
import { chooseValueAxis } from './value-axis'

export type EquityChartData = {
  readonly curve: readonly EquityPoint[]
  /** The asset along whose price it runs, with its price in the scenario. */
  readonly here: BasePrice
  /** What prices and equity are in; the dollar where left out. */
  readonly unit?: Unit
  /** In the scenario, with 8 decimals. */
  readonly equityE8: bigint
  readonly liquidations: readonly LiquidationFigure[]
}

/** Equity against one asset's price in a scenario. */
export function EquityChart({ data }: { readonly data: EquityChartData }) {
  const { curve, here, unit } = data
  if (curve.length === 0) return null
  const symbol = formatSymbol(here.asset)
  const points = curve.map(({ priceE8, equityE8 }) => ({ x: toPixels(priceE8), y: Number(equityE8) / 1e8 }))
  const axis = chooseValueAxis(
    points.map(({ y }) => y),
    unit,
  )
  return (
    <LineChart
      data={{
        title: `Equity against the price of ${symbol}`,
        description: describe(data, symbol),
        xLabel: `Price of ${symbol} in ${nameUnit(unit)}`,
        points,
        xTicks: pickTicks(curve, unit),
        yTicks: axis.ticks,
        yMin: axis.min,
        yMax: axis.max,
        markers: markPrices(curve, { priceE8: here.priceE8, word: 'then', unit }, data.liquidations),
        floor: { at: 0, label: withUnit('0', unit) },
      }}
    />
  )
}

function describe({ curve, here, equityE8, unit }: EquityChartData, symbol: string): string {
  const ends = [curve[0], curve.at(-1)].flatMap((point) =>
    point ? [`${formatValue(point.equityE8, { unit })} at ${formatPrice(point.priceE8, { unit })}`] : [],
  )
  return `At ${formatPrice(here.priceE8, { unit })} per ${symbol} the equity is ${formatValue(equityE8, { unit })}. Over the prices drawn it goes from ${ends.join(' to ')}.`
}

/** Every so many points of the curve: enough to read off, few enough to read. */
const ROW_EVERY = 8

/** Both charts as numbers. */
export function CurveTable({ data: { curve, here, unit } }: { readonly data: EquityChartData }) {
  const symbol = formatSymbol(here.asset)
  return (
    <Disclosure summary="The charts as a table">
      <table className="w-full border-collapse text-sm tabular-nums">
        <caption className="sr-only">Equity and health factor against the price of {symbol}</caption>
        <thead>
          <tr className="text-muted text-xs">
            {[`Price of ${symbol}`, 'Equity', 'Health factor'].map((head) => (
              <th key={head} scope="col" className="py-1 text-right font-medium first:text-left">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {curve
            .filter((_, index) => index % ROW_EVERY === 0)
            .map(({ priceE8, equityE8, healthFactorWad }) => (
              <tr key={priceE8.toString()} className="border-line border-t">
                <th scope="row" className="py-1 text-left font-normal">
                  {formatPrice(priceE8, { unit })}
                </th>
                <td className="py-1 text-right">{formatValue(equityE8, { unit })}</td>
                <td className="py-1 text-right">{formatHealthFactor(healthFactorWad)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Disclosure>
  )
}
