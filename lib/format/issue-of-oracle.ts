import { isRefusal } from '../domain/issue'
import type { OracleIssues } from '../domain/issue-of-oracle'
import type { Sentences } from './issue-text'
import { tellSymbols } from './issue-values'
import { formatPercent } from './percent'

/** The sentences for prices that cannot be trusted. */
export const oracleSentences: Sentences<keyof OracleIssues> = {
  'price-unavailable': (issue) => ({
    title: 'A price is missing',
    text: isRefusal(issue)
      ? `The oracle has no price${ofAssets(issue)}, so the protocol refuses whatever it would have to check with it, and nothing was sent. Repaying all of the debt and closing still work.`
      : `The oracle has no price${ofAssets(issue)}, so risk cannot be computed. Your tokens have not moved.`,
    again: isRefusal(issue) ? 'For the rest try again later.' : 'Try again later.',
  }),
  'price-stale': (issue) => ({
    title: 'A price is old',
    text: isRefusal(issue)
      ? `The oracle has not updated its price${ofAssets(issue)} for longer than it should, so the protocol refuses whatever it would have to check with it, and nothing was sent. Repaying all of the debt and closing still work; for the rest wait for an update.`
      : `The oracle has not updated its price${ofAssets(issue)} for longer than it should, and the protocol does not count with it. Figures may be off, and the chain may refuse; wait for an update before you act.`,
  }),
  'price-diverging': (issue) => ({
    title: 'Oracle and market disagree',
    text: `The oracle’s price${ofAssets(issue)} is ${formatPercent(issue.divergenceWad, { rounding: 'up' })} off the price on the market. The oracle’s decides when a position is liquidated; the market’s is what trades bring. When one follows the other, your health factor moves with it.`,
  }),
}

function ofAssets({ symbols }: { readonly symbols: readonly string[] }): string {
  return symbols.length === 0 ? '' : ` for ${tellSymbols(symbols)}`
}
