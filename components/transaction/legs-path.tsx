import type { Legs, Stop } from '../../lib/domain/legs'
import { formatHealthFactor } from '../../lib/format/health-factor'
import { formatMultiple } from '../../lib/format/multiple'
import { numberAlike } from './number-alike'

const nameStop = ({ leverageWad, healthFactorWad }: Stop) => `${leverageWad}-${healthFactorWad}`

/** Where each step of a way is expected to lead: the first is what is signed now. */
export function LegsPath({ legs: { stops } }: { readonly legs: Legs }) {
  if (stops.length === 1) return null
  return (
    <section aria-label="The expected way" className="rounded-lg border border-line p-3 text-sm">
      <h3 className="font-medium">The expected way, step by step</h3>
      <ol className="mt-2 grid gap-1 text-muted">
        {numberAlike(stops, nameStop).map(({ key, item: { leverageWad, healthFactorWad } }, index) => (
          <li key={key} data-leg={index + 1} className="flex flex-wrap justify-between gap-x-3">
            <span>
              {index + 1}. {index === 0 ? 'Now' : 'Later, planned anew'}
            </span>
            <span className="tabular-nums">
              {leverageWad === null ? 'nothing left' : formatMultiple(leverageWad)}, health factor{' '}
              {formatHealthFactor(healthFactorWad)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
