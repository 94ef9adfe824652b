import type { IssueWords, MarketIssues } from '../domain/issue-of-market'
import type { IssueText, Sentences } from './issue-text'
import { tellAmount, tellParts } from './issue-values'

/** The sentences for what a market does not allow: most are its adapter's. */
export const marketSentences: Sentences<keyof MarketIssues> = {
  'pool-liquidity-too-low': tellWords,
  'lending-limit-reached': tellWords,
  'cap-limit-reached': tellWords,
  'market-paused': tellWords,
  'borrowing-forbidden': tellWords,
  'collateral-forbidden': tellWords,
  'collateral-worthless': tellWords,
  'too-many-collaterals': tellWords,
  'no-route': tellWords,
  'trade-too-large': tellWords,
  'trade-too-small': tellWords,
  'vault-full': tellWords,
  'protocol-rule': tellWords,
  'debt-below-minimum': ({ debt, minimum }) => ({
    title: 'Too small a loan',
    text: `The debt would be ${tellAmount(debt)}; the market lends ${tellAmount(minimum, 'up')} at least. Change the amount or the leverage, or owe nothing.`,
  }),
  'debt-over-maximum': ({ debt, maximum }) => ({
    title: 'Too large a loan',
    text: `The debt would be ${tellAmount(debt)}; the market lends ${tellAmount(maximum)} at most to one position. Choose a smaller amount or less leverage.`,
  }),
}

function tellWords({ words }: { readonly words: IssueWords }): IssueText {
  return { title: words.title, text: tellParts(words.text) }
}
