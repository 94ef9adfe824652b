import type { Issue } from '../domain/issue'
import { readAmount, readText } from './issue-details'
import type { IssueText } from './issue-text'

type TradeIssueCode = 'no-route' | 'venue-gone' | 'trade-too-large' | 'trade-too-small' | 'vault-full'

/** The sentences for what cannot be traded, staked or put into a vault. */
export function formatTradeIssue(code: TradeIssueCode, issue: Issue): IssueText {
  switch (code) {
    case 'no-route':
      return {
        title: 'No way between these tokens',
        text: 'The market allows no exchange between these tokens. Nothing was sent. Choose another token; what a position holds can be withdrawn as it is once its debt is repaid from your wallet.',
      }
    case 'venue-gone':
      return {
        title: 'The market no longer reaches this balance',
        text: `Its operators have taken away the adapter that gives out ${readText(issue, 'asset') ?? 'it'}, so nothing was sent and the balance stays in the position. The debt can be repaid from your wallet; ask the market’s operators about the rest.`,
      }
    case 'trade-too-large':
      return {
        title: 'Too large for the exchange',
        text: 'The exchange’s pool cannot take a trade of this size at once. Nothing was sent. Choose a smaller amount.',
      }
    case 'trade-too-small':
      return {
        title: 'Too small to trade',
        text: 'This is so little that the exchange would give nothing for it. Nothing was sent. Enter a larger amount.',
      }
    case 'vault-full':
      return {
        title: 'The vault is full',
        text: `It takes ${readAmount(issue, 'available') ?? 'less'} more at the moment. Nothing was sent. Choose a smaller amount or less leverage, or come back later; leaving it still works.`,
      }
  }
}
