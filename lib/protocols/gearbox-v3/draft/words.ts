import type { Issue, NamedAmount } from '../../../domain/issue'
import type { IssuePart, IssueWords } from '../../../domain/issue-of-market'

/**
 * What this protocol does not allow: what is stopped, what is not, and the way out. Loaded with what drafts. Those
 * without values are words by code; the others are issues made of what they tell.
 */
export const words = {
  'market-paused': {
    title: 'The market is paused',
    text: say`Its operators have stopped every change of positions for now, repaying and closing included, so nothing can be sent. Your tokens have not moved and interest goes on; try again once it is open.`,
  },
  'borrowing-forbidden': {
    title: 'No new loans',
    text: say`This market does not lend at the moment. Nothing was sent. Repaying, withdrawing and closing still work; for a new loan choose another farm or come back later.`,
  },
  'no-route': {
    title: 'No way between these tokens',
    text: say`The market allows no exchange between these tokens. Nothing was sent. Choose another token; what a position holds can be withdrawn as it is once its debt is repaid from your wallet.`,
  },
  'trade-too-large': {
    title: 'Too large for the exchange',
    text: say`The exchange’s pool cannot take a trade of this size at once. Nothing was sent. Choose a smaller amount, or go in steps.`,
  },
  'trade-too-small': {
    title: 'Too small to trade',
    text: say`This is so little that the exchange would give nothing for it. Nothing was sent. Enter a larger amount.`,
  },
} as const satisfies Record<string, IssueWords>

/** Rules that this protocol alone has. */
export const rules = {
  'market-expired': {
    title: 'The market has expired',
    text: say`Positions in it can only be closed, and anybody may liquidate one that still owes. Nothing was sent. Close the position; its debt can be paid from your wallet where the sale does not cover it.`,
  },
  'market-permissioned': {
    title: 'By invitation only',
    text: say`This market opens positions only for accounts that its operators have invited, and this one was not. Nothing was sent. Choose another farm; a position that you have there can still be changed and closed.`,
  },
} as const satisfies Record<string, IssueWords>

export function refusePoolLiquidity(available: NamedAmount): Issue {
  const text =
    available.amount === 0n
      ? say`All of the pool is lent out: it has nothing to lend at the moment. Repaying and closing still work. Come back once others have repaid or supplied.`
      : say`The pool can lend ${available} at the moment. Choose a smaller amount, less leverage, or come back later.`
  const title = 'Not enough to borrow'
  return { code: 'pool-liquidity-too-low', severity: 'refusal', field: 'amount', words: { title, text } }
}

export function refuseLendingLimit(available: NamedAmount): Issue {
  const text =
    available.amount === 0n
      ? say`Its operators limit what it may lend in all, and all of that is lent. Repaying and closing still work. Come back once others have repaid.`
      : say`Its operators limit what it may lend in all: ${available} of that is left. Choose a smaller amount or less leverage.`
  const title = 'The market’s limit is reached'
  return { code: 'lending-limit-reached', severity: 'refusal', field: 'amount', words: { title, text } }
}

export function refuseQuota(available: NamedAmount): Issue {
  const text =
    available.amount === 0n
      ? say`The market counts no more of this collateral. Repaying, withdrawing and closing still work. Choose another farm, or come back once others have left.`
      : say`The market counts ${available} more of this collateral at most. Choose a smaller amount or less leverage.`
  const title = 'The market is full'
  return { code: 'cap-limit-reached', severity: 'refusal', field: 'amount', words: { title, text } }
}

export function refuseFullVault(available: NamedAmount): Issue {
  const title = 'The vault is full'
  const text = say`It takes ${available} more at the moment. Nothing was sent. Choose a smaller amount or less leverage, or come back later; leaving it still works.`
  return { code: 'vault-full', severity: 'refusal', field: 'amount', words: { title, text } }
}

/** No symbols where the chain alone says so: its error names no token. */
export function refuseForbidden(symbols: readonly string[]): Issue {
  const title = 'No more of this collateral'
  const text = say`The market takes no more of ${{ symbols }} as collateral, so nothing was sent. Positions that hold it can be repaid from the wallet and closed.`
  return { code: 'collateral-forbidden', severity: 'refusal', words: { title, text } }
}

export function refuseHeldByForbidden(symbols: readonly string[]): Issue {
  return refuseByRule('collateral-forbidden-held', {
    title: 'Held back by a forbidden collateral',
    text: say`The market takes no more of ${{ symbols }}. While the position owes and counts it, nothing in it can be traded, claimed or sent to your wallet. Repay from your wallet, in part or all, or close the position.`,
  })
}

export function refuseWorthless(symbol: string): Issue {
  const title = 'It counts for nothing here'
  const text = say`The market gives ${{ symbols: [symbol] }} no weight as collateral, so holding it would not help the position. Nothing was sent. Deposit another token, or put it into the farm.`
  return { code: 'collateral-worthless', severity: 'refusal', field: 'asset', words: { title, text } }
}

export function refuseAnotherCollateral(most: number): Issue {
  const title = 'Too many collaterals'
  const text = say`The market counts ${String(most)} collaterals of one position at most. Nothing was sent. Withdraw one of them first, or choose one that the position holds already.`
  return { code: 'too-many-collaterals', severity: 'refusal', field: 'asset', words: { title, text } }
}

export function refuseSafePrice(symbols: readonly string[]): Issue {
  return refuseByRule('safe-price-too-low', {
    title: 'Too little at the careful price',
    text: say`When something is traded or sent away, the protocol counts each token at the lower of two prices. For ${{ symbols }} that is lower or missing, and then the collateral would not cover the debt. Repay from your wallet, deposit another token, or close the position: these do not ask for it.`,
  })
}

export function refuseStuck(symbol: string): Issue {
  return refuseByRule('venue-gone', {
    title: 'The market no longer reaches this balance',
    text: say`Its operators have taken away the adapter that gives out ${{ symbols: [symbol] }}, so nothing was sent and the balance stays in the position. The debt can be repaid from your wallet; ask the market’s operators about the rest.`,
  })
}

function refuseByRule(rule: string, words: IssueWords): Issue {
  return { code: 'protocol-rule', rule, severity: 'refusal', words }
}

/** A sentence with the values that it tells, which are formatted where it is shown. */
function say(texts: TemplateStringsArray, ...values: readonly IssuePart[]): readonly IssuePart[] {
  return texts.flatMap((text, i) => {
    const value = values[i]
    return value === undefined ? [text] : [text, value]
  })
}
