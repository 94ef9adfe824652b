import type { Issue, IssueCode, IssueWords } from '../../../domain/issue'

/** `none` is said where nothing is available any more, rather than too little. */
type Words = IssueWords & { readonly none?: string }

/** What this protocol does not allow: what is stopped, what is not, and the way out. Loaded with what drafts. */
export const words: Partial<Record<IssueCode, Words>> = {
  'pool-liquidity-too-low': {
    title: 'Not enough to borrow',
    text: 'The pool can lend {available} at the moment. Choose a smaller amount, less leverage, or come back later.',
    none: 'All of the pool is lent out: it has nothing to lend at the moment. Repaying and closing still work. Come back once others have repaid or supplied.',
  },
  'lending-limit-reached': {
    title: 'The market’s limit is reached',
    text: 'Its operators limit what it may lend in all: {available} of that is left. Choose a smaller amount or less leverage.',
    none: 'Its operators limit what it may lend in all, and all of that is lent. Repaying and closing still work. Come back once others have repaid.',
  },
  'quota-limit-reached': {
    title: 'The market is full',
    text: 'The market counts {available} more of this collateral at most. Choose a smaller amount or less leverage.',
    none: 'The market counts no more of this collateral. Repaying, withdrawing and closing still work. Choose another farm, or come back once others have left.',
  },
  'market-paused': {
    title: 'The market is paused',
    text: 'Its operators have stopped every change of positions for now, repaying and closing included, so nothing can be sent. Your tokens have not moved and interest goes on; try again once it is open.',
  },
  'market-expired': {
    title: 'The market has expired',
    text: 'Positions in it can only be closed, and anybody may liquidate one that still owes. Nothing was sent. Close the position; its debt can be paid from your wallet where the sale does not cover it.',
  },
  'market-permissioned': {
    title: 'By invitation only',
    text: 'This market opens positions only for accounts that its operators have invited, and this one was not. Nothing was sent. Choose another farm; a position that you have there can still be changed and closed.',
  },
  'borrowing-forbidden': {
    title: 'No new loans',
    text: 'This market does not lend at the moment. Nothing was sent. Repaying, withdrawing and closing still work; for a new loan choose another farm or come back later.',
  },
  'collateral-forbidden': {
    title: 'No more of this collateral',
    text: 'The market takes no more {asset} as collateral, so nothing was sent. Positions that hold it can be repaid from the wallet and closed.',
  },
  'collateral-forbidden-held': {
    title: 'Held back by a forbidden collateral',
    text: 'The market takes no more {asset}. While the position owes and counts it, nothing in it can be traded, claimed or sent to your wallet. Repay from your wallet, in part or all, or close the position.',
  },
  'collateral-worthless': {
    title: 'It counts for nothing here',
    text: 'The market gives {asset} no weight as collateral, so holding it would not help the position. Nothing was sent. Deposit another token, or put it into the farm.',
  },
  'too-many-collaterals': {
    title: 'Too many collaterals',
    text: 'The market counts {most} collaterals of one position at most. Nothing was sent. Withdraw one of them first, or choose one that the position holds already.',
  },
  'safe-price-too-low': {
    title: 'Too little at the careful price',
    text: 'When something is traded or sent away, the protocol counts each token at the lower of two prices. For {asset} that is lower or missing, and then the collateral would not cover the debt. Repay from your wallet, deposit another token, or close the position: these do not ask for it.',
  },
  'no-route': {
    title: 'No way between these tokens',
    text: 'The market allows no exchange between these tokens. Nothing was sent. Choose another token; what a position holds can be withdrawn as it is once its debt is repaid from your wallet.',
  },
  'venue-gone': {
    title: 'The market no longer reaches this balance',
    text: 'Its operators have taken away the adapter that gives out {asset}, so nothing was sent and the balance stays in the position. The debt can be repaid from your wallet; ask the market’s operators about the rest.',
  },
  'trade-too-large': {
    title: 'Too large for the exchange',
    text: 'The exchange’s pool cannot take a trade of this size at once. Nothing was sent. Choose a smaller amount, or go in steps.',
  },
  'trade-too-small': {
    title: 'Too small to trade',
    text: 'This is so little that the exchange would give nothing for it. Nothing was sent. Enter a larger amount.',
  },
  'vault-full': {
    title: 'The vault is full',
    text: 'It takes {available} more at the moment. Nothing was sent. Choose a smaller amount or less leverage, or come back later; leaving it still works.',
  },
}

/** Our own words for a code, where it is this protocol's. */
export function wordsOf(code: IssueCode, details: Issue['details']): IssueWords | undefined {
  const found = words[code]
  if (!found) return undefined
  const { title, text, none } = found
  const available = details?.available
  const isNone = typeof available === 'object' && available.amount === 0n
  return { title, text: isNone && none ? none : text }
}
