import type { Issue } from '../domain/issue'
import { formatHealthFactor } from './health-factor'
import { readAmount, readRatio } from './issue-details'
import type { IssueText } from './issue-text'

type PositionIssueCode =
  | 'debt-zero'
  | 'health-factor-under-floor'
  | 'repay-over-debt'
  | 'nothing-to-claim'
  | 'no-equity'
  | 'leverage-unchanged'
  | 'leverage-unreachable'

/** The sentences for what a position, as it stands, does not allow. */
export function formatPositionIssue(code: PositionIssueCode, issue: Issue): IssueText {
  switch (code) {
    case 'debt-zero':
      return { text: 'This position owes nothing. There is nothing to repay.' }
    case 'health-factor-under-floor': {
      const left = readRatio(issue, 'healthFactorWad', formatHealthFactor)
      const floor = readRatio(issue, 'minimumWad', formatHealthFactor)
      return {
        text: `This would leave a health factor of ${left ?? 'less'}${floor ? `, under your floor of ${floor}` : ''}. Withdraw less, or lower the floor.`,
      }
    }
    case 'repay-over-debt': {
      const debt = readAmount(issue, 'debt')
      return {
        text: `This is all of the debt${debt ? `, ${debt},` : ''} or more. Choose Max to repay all that is owed when it is mined.`,
      }
    }
    case 'nothing-to-claim':
      return { text: 'No rewards were earned yet. Nothing was sent.' }
    case 'no-equity':
      return {
        title: 'Nothing of this position is yours any more',
        text: 'Its debt is worth as much as what it holds, so its leverage cannot be changed. Deposit collateral, repay from your wallet, or close it.',
      }
    case 'leverage-unchanged':
      return { text: 'This is the leverage it has. Choose another.' }
    case 'leverage-unreachable':
      return {
        text: 'Selling what works in the farm cannot bring it to exactly this. Choose a little more, or 1.00x to repay all of the debt, or repay from your wallet.',
      }
  }
}
