import type { Asset } from '../../../lib/domain/asset'
import type { BasePrice } from '../../../lib/domain/scenario'
import type { Unit } from '../../../lib/domain/unit'
import { formatFixed } from '../../../lib/format/decimal'
import { formatPercent } from '../../../lib/format/percent'
import {
  formatPriceInput,
  formatRateInput,
  keyOfAsset,
  parseDaysInput,
  parsePriceInput,
  parseRateInput,
  scalePriceInput,
} from '../../../lib/format/scenario-inputs'
import { formatSymbol } from '../../../lib/format/symbol'
import { formatPrice, nameUnit } from '../../../lib/format/value'
import { Button } from '../../ui/button'
import { ScenarioField } from './scenario-field'
import type { ScenarioForm } from './use-scenario'

type Props = {
  readonly assets: readonly BasePrice[]
  /** What the debt costs a year now, 1e18 = 100 %. */
  readonly borrowAprWad: bigint
  /** Of which asset that is, where several are owed. */
  readonly borrowed: Asset | undefined
  readonly form: ScenarioForm
  /** What prices are in; the dollar where left out. */
  readonly unit?: Unit
}

/** Per mille of a ratio with 18 decimals: the slider's tenth of a percent. */
const PER_MILLE_WAD = 10n ** 15n

export function ScenarioFields({ assets, borrowAprWad, borrowed, form, unit }: Props) {
  const { inputs, problems } = form
  const rateText = inputs.borrowRate ?? formatRateInput(borrowAprWad)
  const rateWad = parseRateInput(rateText)
  const daysText = inputs.days ?? '0'
  const days = Number(parseDaysInput(daysText) ?? 0n)
  return (
    <div className="grid grid-cols-1 gap-4">
      {assets.map((base) => (
        <PriceField key={keyOfAsset(base)} base={base} form={form} unit={unit} />
      ))}
      <ScenarioField
        label={borrowed ? `Borrow rate of ${formatSymbol(borrowed)}` : 'Borrow rate'}
        unit="in percent a year"
        value={rateText}
        onType={form.setBorrowRate}
        aside={`now ${formatPercent(borrowAprWad, { rounding: 'up' })}`}
        error={problems.borrowRate}
        slider={{
          min: 0,
          max: 500,
          value: Number((rateWad ?? 0n) / PER_MILLE_WAD),
          valueText: rateWad === null ? rateText : formatPercent(rateWad),
          onChange: (perMille) => form.setBorrowRate(formatFixed(BigInt(perMille), 1, { maxDecimals: 1 })),
        }}
      />
      <ScenarioField
        label="Days"
        unit="from now"
        value={daysText}
        onType={form.setDays}
        aside="interest and yields run"
        error={problems.days}
        slider={{
          min: 0,
          max: 365,
          value: days,
          valueText: `${days} ${days === 1 ? 'day' : 'days'}`,
          onChange: (count) => form.setDays(count === 0 ? null : String(count)),
        }}
      />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-muted text-xs">This page’s address holds the scenario: share it as it is.</p>
        <Button onClick={form.reset}>Back to now</Button>
      </div>
    </div>
  )
}

type PriceFieldProps = { readonly base: BasePrice; readonly form: ScenarioForm; readonly unit?: Unit }

function PriceField({ base, form, unit }: PriceFieldProps) {
  const key = keyOfAsset(base)
  const text = form.inputs.prices[key] ?? formatPriceInput(base.priceE8)
  const priceE8 = parsePriceInput(text, base)
  const percent = priceE8 === null ? 100 : Number((priceE8 * 100n) / base.priceE8)
  return (
    <ScenarioField
      label={`Price of ${formatSymbol(base.asset)}`}
      unit={`in ${nameUnit(unit)}`}
      value={text}
      onType={(typed) => form.setPrice(key, typed)}
      aside={`now ${formatPrice(base.priceE8, { unit })}`}
      error={form.problems.prices[key] ?? null}
      slider={{
        min: 1,
        max: 300,
        value: percent,
        valueText:
          priceE8 === null ? text : `${formatPrice(priceE8, { unit })}, ${percent}% of the price now`,
        onChange: (next) => form.setPrice(key, next === 100 ? null : scalePriceInput(base, next)),
      }}
    />
  )
}
