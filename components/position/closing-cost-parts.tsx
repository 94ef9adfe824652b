import type { ClosingCost } from '../../lib/domain/closing-cost'
import { formatValue } from '../../lib/format/value'

/** Where a cost of closing goes, part by part, so that the column adds up to it. A gain has its sign. */
export function ClosingCostParts({ cost }: { readonly cost: ClosingCost }) {
  const parts = [
    { label: 'Swap fees', valueE8: cost.feesE8 },
    { label: 'Price impact of its trades', valueE8: cost.priceImpactE8 },
    { label: 'The protocol’s own charge', valueE8: cost.chargesE8 },
    { label: 'Pools’ prices off the oracle’s', valueE8: cost.pricesE8 },
  ]
  return (
    <dl aria-label="Parts of the closing cost" className="grid gap-1 text-muted text-xs">
      {parts.map(({ label, valueE8 }) => (
        <div key={label} className="flex items-baseline justify-between gap-3">
          <dt>{label}</dt>
          <dd className="tabular-nums">{formatValue(valueE8, { rounding: 'up', unit: cost.unit })}</dd>
        </div>
      ))}
    </dl>
  )
}
