import type { InputIssues } from '../domain/issue-of-input'
import type { Sentences } from './issue-text'
import { tellAmount } from './issue-values'
import { formatMultiple } from './multiple'
import { askWhichNumber } from './typed-number'

/** The sentences for what was typed, beside its field. */
export const inputSentences: Sentences<keyof InputIssues> = {
  'amount-missing': () => ({ text: 'Enter an amount.' }),
  'amount-not-a-number': () => ({
    text: 'This is not an amount. Write it like 1000.5.',
  }),
  'number-ambiguous': (issue) => ({ text: askWhichNumber(issue) }),
  'amount-negative': () => ({ text: 'An amount cannot be negative. Enter one above 0.' }),
  'amount-zero': () => ({ text: 'The amount is 0. Enter one above 0.' }),
  'amount-too-many-decimals': ({ decimals }) => ({
    text: `This token has ${decimals} decimals. Leave out the digits beyond them.`,
  }),
  'amount-too-large': () => ({ text: 'No token has that many units. Enter a smaller amount.' }),
  'amount-over-balance': ({ balance, reserve }) => {
    if (balance === null) return { text: 'This is more than you have. Enter a smaller amount.' }
    const way = balance.amount === 0n ? 'Get some first, or choose another asset' : 'Enter a smaller amount'
    return reserve
      ? {
          text: `This is more than you can use: ${tellAmount(balance)}, since ${tellAmount(reserve)} stays for network fees. ${way}.`,
        }
      : { text: `This is more than you have: ${tellAmount(balance)}. ${way}.` }
  },
  'leverage-not-a-number': () => ({ text: 'This is not a multiple. Write it like 2.5.' }),
  'leverage-below-minimum': ({ minimumWad }) => ({
    text: `Leverage starts at ${formatMultiple(minimumWad)} here. Choose more.`,
  }),
  'leverage-over-maximum': ({ maximumWad }) => {
    const most = maximumWad === null ? 'less leverage' : `${formatMultiple(maximumWad, 'down')} at most`
    return { text: `This market allows ${most}. Choose less.` }
  },
}
