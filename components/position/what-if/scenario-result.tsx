import type { ReactNode } from 'react'
import type { Unit } from '../../../lib/domain/unit'
import type { ScenarioOutcome } from '../../../lib/domain/what-if'
import type { WhatIfSubject } from '../../../lib/domain/what-if-subject'
import { formatDuration } from '../../../lib/format/duration'
import { formatValue } from '../../../lib/format/value'
import type { FigureField } from '../../ui/figure'
import { BeforeAfterTable } from '../before-after-table'
import { NetExposures } from '../net-exposures'

type Props = { readonly subject: WhatIfSubject; readonly outcome: ScenarioOutcome }

/** What would be, beside what is. */
export function ScenarioResult({ subject, outcome }: Props) {
  const { figures, position } = outcome
  const { unit } = figures
  const columnOf = (of: Pick<WhatIfSubject, 'position' | 'figures'>) => ({
    figures: of.figures,
    debts: of.position.debts,
    wallet: [],
  })
  return (
    <div className="grid grid-cols-1 gap-3">
      {figures.isLiquidatable && (
        <p className="font-semibold text-danger text-sm">
          <span aria-hidden="true">▲ </span>In this scenario anybody may liquidate it.
        </p>
      )}
      <BeforeAfterTable
        before={columnOf(subject)}
        after={columnOf({ position, figures })}
        fields={FIELDS}
        words={WORDS}
      />
      <dl className="grid gap-1.5 border-line border-t pt-3 text-sm">
        <Fact label="Equity changes by">{formatSigned(outcome.equityChangeE8, unit)}</Fact>
        <Fact label="Interest until then">{formatValue(outcome.interestE8, { rounding: 'up', unit })}</Fact>
        <Fact label="Rewards until then, beside the equity">{formatValue(outcome.rewardsE8, { unit })}</Fact>
        <Fact label="Interest alone liquidates">{describeDays(outcome.secondsUntilLiquidation)}</Fact>
      </dl>
      <NetExposures exposures={outcome.exposures} collateralValueE8={figures.collateralValueE8} unit={unit} />
    </div>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="text-muted">{label}</dt>
      <dd className="text-right tabular-nums">{children}</dd>
    </div>
  )
}

function formatSigned(valueE8: bigint, unit?: Unit): string {
  return `${valueE8 > 0n ? '+' : ''}${formatValue(valueE8, { unit })}`
}

/** At the scenario's prices and rates, counted from today, yields left out. */
function describeDays(seconds: bigint | null): string {
  if (seconds === null) return 'never'
  return seconds === 0n ? 'at once, at these prices' : `in ${formatDuration(seconds)}`
}

const WORDS = { caption: 'Now and in this scenario', before: 'Now', after: 'Then' } as const

const FIELDS: readonly FigureField[] = [
  'health-factor',
  'liquidation-price',
  'liquidation-distance',
  'leverage',
  'ltv',
  'collateral-value',
  'debt-value',
  'debt-amount',
  'equity-value',
  'net-apy',
]
