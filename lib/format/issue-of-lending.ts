import type { Issue } from '../domain/issue'
import { readAmount } from './issue-details'
import type { IssueText } from './issue-text'

type LendingIssueCode =
  | 'pool-gone'
  | 'pool-paused'
  | 'supply-too-small'
  | 'nothing-supplied'
  | 'withdrawal-over-supply'
  | 'withdrawal-over-liquidity'

/** The sentences for what a lending pool does not allow. */
export function formatLendingIssue(code: LendingIssueCode, issue: Issue): IssueText {
  switch (code) {
    case 'pool-gone':
      return {
        title: 'The pool is no longer there',
        text: 'The market that it lent to was taken away. Nothing was sent. Load the page again to see the pools there are.',
      }
    case 'pool-paused':
      return {
        title: 'The pool is paused',
        text: 'Its operators have stopped supplying and withdrawing for now, so nothing was sent. What you supplied stays in the pool; repaying, borrowing and closing are not stopped by it. Try again once it is open.',
      }
    case 'supply-too-small':
      return { text: 'This is worth less than the smallest share of the pool. Enter a larger amount.' }
    case 'nothing-supplied':
      return { text: 'You have nothing in this pool. Supply to it first.' }
    case 'withdrawal-over-supply': {
      const maximum = readAmount(issue, 'maximum')
      return {
        text: `This is more than you have in the pool${maximum ? `: ${maximum}` : ''}. Enter a smaller amount.`,
      }
    }
    case 'withdrawal-over-liquidity':
      return {
        text: `Too much of the pool is lent out: ${readAmount(issue, 'available') ?? 'less'} can be withdrawn now. Enter a smaller amount, or wait until borrowers repay or others supply.`,
      }
  }
}
