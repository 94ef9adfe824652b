import type { LendingIssues } from '../domain/issue-of-lending'
import type { Sentences } from './issue-text'
import { tellAmount } from './issue-values'

/** The sentences for what a lending pool does not allow. */
export const lendingSentences: Sentences<keyof LendingIssues> = {
  'pool-gone': () => ({
    title: 'The pool is no longer there',
    text: 'The market that it lent to was taken away. Nothing was sent. Load the page again to see the pools there are.',
  }),
  'pool-paused': () => ({
    title: 'The pool is paused',
    text: 'Its operators have stopped supplying and withdrawing for now, so nothing was sent. What you supplied stays in the pool; repaying, borrowing and closing are not stopped by it.',
    again: 'Try again once it is open.',
  }),
  'supply-too-small': () => ({
    text: 'This is worth less than the smallest share of the pool. Enter a larger amount.',
  }),
  'nothing-supplied': () => ({ text: 'You have nothing in this pool. Supply to it first.' }),
  'withdrawal-over-supply': ({ maximum }) => ({
    text: `This is more than you have in the pool: ${tellAmount(maximum)}. Enter a smaller amount.`,
  }),
  'withdrawal-over-liquidity': ({ available }) => ({
    text: `Too much of the pool is lent out: ${tellAmount(available)} can be withdrawn now. Enter a smaller amount, or wait until borrowers repay or others supply.`,
  }),
}
