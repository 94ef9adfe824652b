import type { OracleFault } from '../../lib/domain/oracle'

const WORDS: Record<OracleFault, string> = {
  stale: 'old oracle price',
  missing: 'no oracle price',
  diverging: 'oracle and market disagree',
}

/** That a price cannot be trusted, as shape and word. */
export function OracleFaultWord({ fault }: { readonly fault: OracleFault }) {
  return (
    <span className="inline-flex items-center gap-1 text-warn text-xs">
      <svg viewBox="0 0 16 16" className="size-2.5 flex-none" aria-hidden="true">
        <path d="M8 1l7.5 14H.5z" fill="currentColor" />
      </svg>
      {WORDS[fault]}
    </span>
  )
}
