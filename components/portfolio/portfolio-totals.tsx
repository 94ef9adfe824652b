import type { ReactNode } from 'react'
import { listWords } from '../../lib/format/list-words'
import { formatPercent } from '../../lib/format/percent'
import { formatValue, nameUnit } from '../../lib/format/value'
import type { Totals } from './list-positions'

/** Beside each other where positions are counted in several units, which are not added up. */
export function PortfolioTotals({ totals }: { readonly totals: readonly Totals[] }) {
  const units = totals.map(({ unit }) => nameUnit(unit))
  return (
    <>
      {totals.map((of) => (
        <UnitTotals key={of.unit?.id ?? ''} totals={of} />
      ))}
      {totals.length > 1 && (
        <p className="text-muted text-sm">
          Protocols count in {listWords(units, 'and')}: each has sums of its own, since nothing here says what
          one is worth in another.
        </p>
      )}
    </>
  )
}

function UnitTotals({ totals }: { readonly totals: Totals }) {
  const { unit, count } = totals
  const show = (text: string) => (totals.isPriced ? text : 'Not known')
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 rounded-xl border border-line bg-surface p-4 sm:grid-cols-5">
      <Total label={`Equity in ${count} ${count === 1 ? 'position' : 'positions'}`}>
        {show(formatValue(totals.equityE8, { unit }))}
      </Total>
      <Total label="Collateral">{show(formatValue(totals.collateralE8, { unit }))}</Total>
      <Total label="Debt">{show(formatValue(totals.debtE8, { rounding: 'up', unit }))}</Total>
      <Total label="Claimable rewards">{formatValue(totals.rewardsE8, { unit })}</Total>
      <Total label="Net APY, by equity">
        {show(totals.netApyWad === null ? '–' : formatPercent(totals.netApyWad))}
      </Total>
    </dl>
  )
}

function Total({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="font-semibold text-lg tabular-nums">{children}</dd>
    </div>
  )
}
