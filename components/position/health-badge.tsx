import type { Figures } from '../../lib/domain/figures'
import type { OracleFault } from '../../lib/domain/oracle'
import { describeKnownHealth, type HealthBand } from '../../lib/format/health-factor'

const BANDS: Record<HealthBand, { readonly ink: string; readonly shape: string }> = {
  'no debt': { ink: 'text-muted', shape: 'M8 1a7 7 0 100 14A7 7 0 008 1z' },
  'not known': { ink: 'text-warn', shape: 'M8 1l7.5 14H.5z' },
  comfortable: { ink: 'text-ok', shape: 'M8 1a7 7 0 100 14A7 7 0 008 1z' },
  moderate: { ink: 'text-warn', shape: 'M8 .5L15.5 8 8 15.5.5 8z' },
  'at risk': { ink: 'text-danger', shape: 'M8 1l7.5 14H.5z' },
  liquidatable: { ink: 'text-danger', shape: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z' },
}

type Props = {
  readonly figures: Figures
  /** What is wrong with the prices that they rest on, where that was looked at. */
  readonly fault?: OracleFault | null
}

/** A health factor's band as shape and word, so that colour never stands alone. Without prices no band is known. */
export function HealthBadge({ figures, fault = null }: Props) {
  const band = describeKnownHealth(figures, fault)
  const { ink, shape } = BANDS[band]
  return (
    <span className={`inline-flex items-center gap-1 text-xs ${ink}`}>
      <svg viewBox="0 0 16 16" className="size-2.5 flex-none" aria-hidden="true">
        <path d={shape} fill="currentColor" />
      </svg>
      {band}
    </span>
  )
}
