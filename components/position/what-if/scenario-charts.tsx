import { useId, useMemo } from 'react'
import type { Scenario, ScenarioOutcome } from '../../../lib/domain/what-if'
import type { WhatIfSubject } from '../../../lib/domain/what-if-subject'
import { keyOfAsset } from '../../../lib/format/scenario-inputs'
import { formatSymbol } from '../../../lib/format/symbol'
import { Field } from '../../ui/field'
import { Select } from '../../ui/select'
import { HealthChart } from '../health-chart'
import { choosePriceRange } from './chart-range'
import { CurveTable, EquityChart } from './equity-chart'

/** As many as the drawing has room for. */
const CURVE_POINTS = 49

type Props = {
  readonly subject: WhatIfSubject
  readonly scenario: Scenario
  readonly outcome: ScenarioOutcome
  /** The asset chosen for the axis; null is the one that is nearest to liquidating. */
  readonly chartAsset: string | null
  readonly onChartAsset: (key: string) => void
}

/** Equity and health factor along one asset's price, everything else as the scenario has it. */
export function ScenarioCharts({ subject, scenario, outcome, chartAsset, onChartAsset }: Props) {
  const id = useId()
  const { assets, figures } = subject
  const nearest = figures.liquidations[0]?.asset.address.toLowerCase()
  const base =
    assets.find((asset) => keyOfAsset(asset) === chartAsset) ??
    assets.find((asset) => keyOfAsset(asset) === nearest) ??
    assets[0]
  const data = useMemo(() => {
    if (!base) return null
    const { asset } = base
    const isSame = (other: { readonly address: string }) => other.address === asset.address
    const priceE8 = scenario.prices.find((change) => isSame(change.asset))?.priceE8 ?? base.priceE8
    const range = choosePriceRange(
      base,
      priceE8,
      figures.liquidations.filter((l) => isSame(l.asset)),
    )
    return {
      curve: subject.computeCurve(scenario, asset, range, CURVE_POINTS),
      here: { asset, priceE8 },
      unit: figures.unit,
      equityE8: outcome.figures.equityE8,
      liquidations: outcome.figures.liquidations.filter((l) => isSame(l.asset)),
    }
  }, [base, scenario, outcome, subject, figures])
  if (!base || !data) return null
  return (
    <div className="grid grid-cols-1 gap-x-6 gap-y-4 @3xl:grid-cols-2">
      {assets.length > 1 && (
        <div className="@3xl:col-span-2">
          <Field id={id} label="Draw against the price of">
            <Select
              id={id}
              value={keyOfAsset(base)}
              onChange={onChartAsset}
              options={assets.map((asset) => ({
                value: keyOfAsset(asset),
                label: formatSymbol(asset.asset),
              }))}
            />
          </Field>
        </div>
      )}
      <div className="grid content-start gap-2">
        <h3 className="font-medium text-sm">Equity</h3>
        <EquityChart data={data} />
      </div>
      <div className="grid content-start gap-2">
        <h3 className="font-medium text-sm">Health factor</h3>
        <HealthChart
          data={{
            curve: data.curve,
            healthFactorWad: outcome.figures.healthFactorWad,
            liquidation: { asset: data.here.asset, priceNowE8: data.here.priceE8, unit: data.unit },
            liquidations: data.liquidations,
            word: 'then',
          }}
        />
      </div>
      <div className="@3xl:col-span-2">
        <CurveTable data={data} />
      </div>
    </div>
  )
}
