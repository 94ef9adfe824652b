import type { ReactNode } from 'react'
import { formatUsd } from '../../lib/format/usd'
import { Card } from '../ui/card'

/** A cost in USD with 8 decimals; null where a price is missing. */
export type Cost = { readonly costE8: bigint | null; readonly note: string }

export type BreakEvenData = {
  readonly opening: Cost
  readonly closing: Cost
  /** Until the net yield has paid for both; null where it never will or a cost is unknown. */
  readonly days: bigint | null
}

/** How long a farm must earn before opening and closing it has cost nothing. */
export function BreakEven({ data: { opening, closing, days } }: { readonly data: BreakEvenData }) {
  return (
    <Card title="Break-even">
      <dl className="grid gap-1.5 text-sm">
        <Line label="Opening costs" note={opening.note}>
          {formatCost(opening.costE8)}
        </Line>
        <Line label="Closing costs" note={closing.note}>
          {formatCost(closing.costE8)}
        </Line>
        <Line label="Paid for by the net yield" note="at today’s rates, on your equity">
          {opening.costE8 === null || closing.costE8 === null ? '–' : describePayback(days)}
        </Line>
      </dl>
    </Card>
  )
}

/** "after 12 days"; "never" where nothing is earned. */
export function describePayback(days: bigint | null): string {
  if (days === null) return 'never'
  if (days === 0n) return 'at once'
  return `after ${days} ${days === 1n ? 'day' : 'days'}`
}

function formatCost(costE8: bigint | null): string {
  return costE8 === null ? '–' : formatUsd(costE8, { rounding: 'up' })
}

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
