import type { ReactNode } from 'react'
import type { ClosingCost } from '../../lib/domain/closing-cost'
import type { Unit } from '../../lib/domain/unit'
import { formatExactValue, formatValue } from '../../lib/format/value'
import { Card } from '../ui/card'
import { Figure } from '../ui/figure'
import { BreakEvenDays } from './break-even-days'
import { ClosingCostParts } from './closing-cost-parts'

export type BreakEvenData = {
  /** What costs are in; the dollar where left out. */
  readonly unit?: Unit
  /** With 8 decimals; null where a price is missing. */
  readonly openingE8: bigint | null
  readonly closingE8: bigint | null
  /** What that is made of; null until the opening was simulated: it is then taken to be as much as opening. */
  readonly closing: ClosingCost | null
  /** Until the position has made as much as both; null inside where it never does, outside where that is not known. */
  readonly days: { readonly days: bigint | null } | null
}

/** How long a farm must earn before opening and closing it has cost nothing. */
export function BreakEven({
  data: { unit, openingE8, closingE8, closing, days },
}: {
  readonly data: BreakEvenData
}) {
  return (
    <Card title="Break-even">
      <dl className="grid gap-1.5 text-sm">
        <Line label="Opening costs" note="swap fees, price impact, distance from the oracle’s prices">
          {openingE8 === null ? '–' : formatValue(openingE8, { rounding: 'up', unit })}
        </Line>
        <Line label="Closing costs" note={closing ? CLOSING : 'taken to be as much as opening'}>
          {closingE8 === null ? (
            '–'
          ) : (
            <Figure field="closing-cost" value={formatExactValue(closingE8)}>
              {formatValue(closingE8, { rounding: 'up', unit })}
            </Figure>
          )}
        </Line>
        <Line label="Paid for by the net yield" note="at today’s rates, nobody touching it">
          {days ? <BreakEvenDays days={days.days} /> : '–'}
        </Line>
      </dl>
      {closing && (
        <div className="mt-3 border-line border-t pt-3">
          <ClosingCostParts cost={closing} />
        </div>
      )}
    </Card>
  )
}

const CLOSING = 'into what you deposited, once the pools are back at their prices'

function Line({
  label,
  note,
  children,
}: {
  readonly label: string
  readonly note: string
  readonly children: ReactNode
}) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt>
        {label}
        <span className="block text-muted text-xs">{note}</span>
      </dt>
      <dd className="text-right font-medium tabular-nums">{children}</dd>
    </div>
  )
}
