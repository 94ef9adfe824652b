import type { PositionIssues } from '../domain/issue-of-position'
import { formatHealthFactor } from './health-factor'
import type { Sentences } from './issue-text'
import { tellAmount } from './issue-values'

/** The sentences for what a position, as it stands, does not allow. */
export const positionSentences: Sentences<keyof PositionIssues> = {
  'position-gone': () => ({
    title: 'The position is no longer there',
    text: 'It was closed, or it never belonged to this account. Nothing was sent. Look at your portfolio for what you hold now.',
  }),
  'proceeds-below-debt': ({ proceeds, debt }) => ({
    title: 'The sale would not repay the debt',
    text: `Everything sold would bring ${tellAmount(proceeds)}, the debt is ${tellAmount(debt)}. Nothing was sent. Add collateral or repay part of the debt first.`,
  }),
  'debt-zero': () => ({ text: 'This position owes nothing. There is nothing to repay.' }),
  'health-factor-under-floor': ({ healthFactorWad, floorWad }) => ({
    text: `This would leave a health factor of ${formatHealthFactor(healthFactorWad)}, under your floor of ${formatHealthFactor(floorWad)}. Withdraw less, or lower the floor.`,
  }),
  'repay-over-debt': ({ debt }) => ({
    text: `This is all of the debt, ${tellAmount(debt)}, or more. Choose Max to repay all that is owed when it is mined.`,
  }),
  'nothing-to-claim': () => ({ text: 'No rewards were earned yet. Nothing was sent.' }),
  'no-equity': () => ({
    title: 'Nothing of this position is yours any more',
    text: 'Its debt is worth as much as what it holds, so its leverage cannot be changed. Deposit collateral, repay from your wallet, or close it.',
  }),
  'leverage-unchanged': () => ({ text: 'This is the leverage it has. Choose another.' }),
  'leverage-unreachable': () => ({
    text: 'Selling what works in the farm cannot bring it to exactly this. Choose a little more, or 1.00x to repay all of the debt, or repay from your wallet.',
  }),
}
