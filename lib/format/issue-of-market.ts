import type { Issue } from '../domain/issue'
import { readAmount, readText } from './issue-details'
import type { IssueText } from './issue-text'

type MarketIssueCode =
  | 'pool-liquidity-too-low'
  | 'lending-limit-reached'
  | 'quota-limit-reached'
  | 'market-paused'
  | 'market-expired'
  | 'market-permissioned'
  | 'borrowing-forbidden'
  | 'collateral-forbidden'
  | 'collateral-forbidden-held'
  | 'collateral-worthless'
  | 'too-many-collaterals'
  | 'safe-price-too-low'

/** The sentences for what a market does not allow: what is stopped, what is not, and the way out. */
export function formatMarketIssue(code: MarketIssueCode, issue: Issue): IssueText {
  const asset = readText(issue, 'asset') ?? 'this collateral'
  const available = readAmount(issue, 'available')
  switch (code) {
    case 'pool-liquidity-too-low':
      return {
        title: 'Not enough to borrow',
        text: isNothing(issue)
          ? 'All of the pool is lent out: it has nothing to lend at the moment. Repaying and closing still work. Come back once others have repaid or supplied.'
          : `The pool can lend ${available ?? 'less'} at the moment. Choose a smaller amount, less leverage, or come back later.`,
      }
    case 'lending-limit-reached':
      return {
        title: 'The market’s limit is reached',
        text: isNothing(issue)
          ? 'Its operators limit what it may lend in all, and all of that is lent. Repaying and closing still work. Come back once others have repaid.'
          : `Its operators limit what it may lend in all: ${available ?? 'less'} of that is left. Choose a smaller amount or less leverage.`,
      }
    case 'quota-limit-reached':
      return {
        title: 'The market is full',
        text: isNothing(issue)
          ? 'The market counts no more of this collateral. Repaying, withdrawing and closing still work. Choose another farm, or come back once others have left.'
          : `The market counts${available ? ` ${available}` : ''} more of this collateral at most. Choose a smaller amount or less leverage.`,
      }
    case 'market-paused':
      return {
        title: 'The market is paused',
        text: 'Its operators have stopped every change of positions for now, repaying and closing included, so nothing can be sent. Your tokens have not moved and interest goes on; try again once it is open.',
      }
    case 'market-expired':
      return {
        title: 'The market has expired',
        text: 'Positions in it can only be closed, and anybody may liquidate one that still owes. Nothing was sent. Close the position; its debt can be paid from your wallet where the sale does not cover it.',
      }
    case 'market-permissioned':
      return {
        title: 'By invitation only',
        text: 'This market opens positions only for accounts that its operators have invited, and this one was not. Nothing was sent. Choose another farm; a position that you have there can still be changed and closed.',
      }
    case 'borrowing-forbidden':
      return {
        title: 'No new loans',
        text: 'This market does not lend at the moment. Nothing was sent. Repaying, withdrawing and closing still work; for a new loan choose another farm or come back later.',
      }
    case 'collateral-forbidden':
      return {
        title: 'No more of this collateral',
        text: `The market takes no more ${asset} as collateral, so nothing was sent. What is there can be repaid for from your wallet, or closed.`,
      }
    case 'collateral-forbidden-held':
      return {
        title: 'Held back by a forbidden collateral',
        text: `The market takes no more ${asset}. While the position owes and counts it, nothing in it can be traded, claimed or sent to your wallet. Repay from your wallet, in part or all, or close the position.`,
      }
    case 'collateral-worthless':
      return {
        title: 'It counts for nothing here',
        text: `The market gives ${asset} no weight as collateral, so holding it would not help the position. Nothing was sent. Deposit another token, or put it into the farm.`,
      }
    case 'too-many-collaterals':
      return {
        title: 'Too many collaterals',
        text: `The market counts ${readText(issue, 'most') ?? 'fewer'} collaterals of one position at most. Nothing was sent. Withdraw one of them first, or choose one that the position holds already.`,
      }
    case 'safe-price-too-low':
      return {
        title: 'Too little at the careful price',
        text: `When something is traded or sent away, the protocol counts each token at the lower of two prices. For ${asset} that is lower or missing, and then the collateral would not cover the debt. Repay from your wallet, deposit another token, or close the position: these do not ask for it.`,
      }
  }
}

/** Whether there is nothing left at all, rather than too little. */
function isNothing(issue: Issue): boolean {
  const available = issue.details?.available
  return typeof available === 'object' && available.amount === 0n
}
