import type { ReactNode } from 'react'
import { formatPercent } from '../../lib/format/percent'
import { formatUsd } from '../../lib/format/usd'
import type { Totals } from './list-positions'

export function PortfolioTotals({ totals, count }: { readonly totals: Totals; readonly count: number }) {
  const show = (text: string) => (totals.isPriced ? text : 'Not known')
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 rounded-xl border border-line bg-surface p-4 sm:grid-cols-5">
      <Total label={`Equity in ${count} ${count === 1 ? 'position' : 'positions'}`}>
        {show(formatUsd(totals.equityE8))}
      </Total>
      <Total label="Collateral">{show(formatUsd(totals.collateralE8))}</Total>
      <Total label="Debt">{show(formatUsd(totals.debtE8, { rounding: 'up' }))}</Total>
      <Total label="Claimable rewards">{formatUsd(totals.rewardsE8)}</Total>
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
