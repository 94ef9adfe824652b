import type { YearOutcome } from '../domain/year-outcome'
import { formatPercent } from './percent'
import { formatRatio } from './ratio'

/** What a year makes, as text: a percentage, cut, or why there is none. "–" without equity or rates. */
export function formatYearOutcome(outcome: YearOutcome | null): string {
  if (outcome === null) return '–'
  const { netWad, liquidatedAfterDays: days } = outcome
  if (days === 0n) return 'liquidated now'
  if (days !== null) return `liquidated after ${days} ${days === 1n ? 'day' : 'days'}`
  return netWad === null ? 'not known' : formatPercent(netWad)
}

/** The same for `data-value`: a ratio, empty where there is no figure. */
export function formatYearOutcomeValue(outcome: YearOutcome | null): string {
  const netWad = outcome?.netWad ?? null
  return netWad === null ? '' : formatRatio(netWad)
}
