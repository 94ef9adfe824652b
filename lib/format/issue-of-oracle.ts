import { type Issue, isRefusal } from '../domain/issue'
import { readRatio, readText } from './issue-details'
import type { IssueText } from './issue-text'
import { formatPercent } from './percent'

type OracleIssueCode = 'price-unavailable' | 'price-stale' | 'price-diverging'

/** The sentences for prices that cannot be trusted. */
export function formatOracleIssue(code: OracleIssueCode, issue: Issue): IssueText {
  const asset = readText(issue, 'asset')
  const ofAsset = asset === null ? '' : ` for ${asset}`
  switch (code) {
    case 'price-unavailable':
      return {
        title: 'A price is missing',
        text: isRefusal(issue)
          ? `The oracle has no price${ofAsset}, so the protocol refuses whatever it would have to check with it, and nothing was sent. Repaying all of the debt and closing still work; for the rest try again later.`
          : `The oracle has no price${ofAsset}, so risk cannot be computed. Your tokens have not moved; try again later.`,
      }
    case 'price-stale':
      return {
        title: 'A price is old',
        text: isRefusal(issue)
          ? `The oracle has not updated its price${ofAsset} for longer than it should, so the protocol refuses whatever it would have to check with it, and nothing was sent. Repaying all of the debt and closing still work; for the rest wait for an update.`
          : `The oracle has not updated its price${ofAsset} for longer than it should, and the protocol does not count with it. Figures may be off, and the chain may refuse; wait for an update before you act.`,
      }
    case 'price-diverging': {
      const size = readRatio(issue, 'divergenceWad', (wad) => formatPercent(wad, { rounding: 'up' }))
      return {
        title: 'Oracle and market disagree',
        text: `The oracle’s price${ofAsset} is ${size ?? 'far'} off the price on the market. The oracle’s decides when a position is liquidated; the market’s is what trades bring. When one follows the other, your health factor moves with it.`,
      }
    }
  }
}
