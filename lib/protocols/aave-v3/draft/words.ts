import type { Asset } from '../../../domain/asset'
import type { Issue, NamedAmount } from '../../../domain/issue'
import type { IssuePart, IssueWords } from '../../../domain/issue-of-market'

/** What the pool does not allow of one token: what is stopped, what is not, and the way out. */
export function refusePaused({ symbol }: Asset): Issue {
  const title = 'The token is paused'
  const text = say`The pool has stopped everything with ${named(symbol)} for now, repaying and withdrawing included. Nothing was sent. What you have there has not moved and interest goes on; try again once it is open.`
  return { code: 'market-paused', severity: 'refusal', words: { title, text } }
}

export function refuseFrozen({ symbol }: Asset): Issue {
  return refuseByRule('reserve-frozen', {
    title: 'The token is frozen',
    text: say`The pool takes no more ${named(symbol)} and lends no more of it. Nothing was sent. Repaying and withdrawing still work; choose another token.`,
  })
}

export function refuseBorrowing({ symbol }: Asset): Issue {
  const title = 'It is not lent'
  const text = say`The pool does not lend ${named(symbol)}. Nothing was sent. Repaying and withdrawing still work; borrow another token.`
  return { code: 'borrowing-forbidden', severity: 'refusal', words: { title, text } }
}

export function refuseInCategory({ symbol }: Asset, category: string): Issue {
  return refuseByRule('not-borrowable-in-category', {
    title: 'Not in this category',
    text: say`The position is in the category “${category}”, in which ${named(symbol)} cannot be borrowed. Nothing was sent. Borrow a token of the category, or in another account.`,
  })
}

export function refuseAfterOutage(): Issue {
  return refuseByRule('after-outage', {
    title: 'Nobody may borrow yet',
    text: say`The network was down, and until a while after that the pool lends nothing. Nothing was sent. Repaying, depositing and withdrawing still work; try again later.`,
  })
}

export function refuseLiquidity(available: NamedAmount): Issue {
  const title = 'Not enough to borrow'
  const text =
    available.amount === 0n
      ? say`All of it is lent out: there is nothing to borrow at the moment. Come back once others have repaid or supplied.`
      : say`The pool can lend ${available} at the moment. Choose a smaller amount, or come back later.`
  return { code: 'pool-liquidity-too-low', severity: 'refusal', field: 'amount', words: { title, text } }
}

export function refuseBorrowCap(available: NamedAmount): Issue {
  const title = 'The pool’s limit is reached'
  const text =
    available.amount === 0n
      ? say`The pool limits how much of this may be borrowed in all, and all of that is. Repaying still works. Borrow another token, or come back once others have repaid.`
      : say`The pool limits how much of this may be borrowed in all: ${available} of that is left. Choose a smaller amount.`
  return { code: 'lending-limit-reached', severity: 'refusal', field: 'amount', words: { title, text } }
}

export function refuseCeiling(collateral: Asset, available: NamedAmount): Issue {
  const title = 'The collateral’s limit is reached'
  const text = say`The pool limits how much may be owed against ${named(collateral.symbol)} in all: ${available} of that is left. Choose a smaller amount, or another collateral in another account.`
  return { code: 'lending-limit-reached', severity: 'refusal', field: 'amount', words: { title, text } }
}

export function refuseInIsolation(debt: Asset, collateral: Asset): Issue {
  return refuseByRule('not-borrowable-in-isolation', {
    title: 'Not against this collateral',
    text: say`Against ${named(collateral.symbol)} the pool lends certain tokens only, and ${named(debt.symbol)} is none of them. Nothing was sent. Borrow another token.`,
  })
}

export function refuseSiloed(alone: Asset): Issue {
  return refuseByRule('siloed', {
    title: 'Not beside another debt',
    text: say`Who owes ${named(alone.symbol)} may owe nothing else in the same account. Nothing was sent. Repay the one before you borrow the other, or borrow in another account.`,
  })
}

export function refuseSupplyCap(available: NamedAmount): Issue {
  const title = 'The pool is full'
  const text =
    available.amount === 0n
      ? say`The pool takes no more of this at the moment. Nothing was sent. Choose another token, or come back once others have withdrawn.`
      : say`The pool takes ${available} more at the moment. Nothing was sent. Choose a smaller amount.`
  return { code: 'cap-limit-reached', severity: 'refusal', field: 'amount', words: { title, text } }
}

export function refuseWorthless({ symbol }: Asset): Issue {
  const title = 'It counts for nothing here'
  const text = say`The pool lends nothing against ${named(symbol)}, so depositing it would not help the position. Nothing was sent. Deposit another token.`
  return { code: 'collateral-worthless', severity: 'refusal', field: 'asset', words: { title, text } }
}

export function refuseIsolated({ symbol }: Asset): Issue {
  return refuseByRule('isolated-collateral', {
    title: 'Not beside another collateral',
    text: say`What the pool isolates must be the only collateral of its account, so ${named(symbol)} would not count in this one. Nothing was sent. Deposit more of what the position holds, or use another account.`,
  })
}

export function refuseWithdrawalBeforeWorthless({ symbol }: Asset): Issue {
  return refuseByRule('withdraw-worthless-first', {
    title: 'Another collateral has to leave first',
    text: say`The position holds a collateral that the pool no longer lends against, and while it owes something that one has to be withdrawn before ${named(symbol)}. Nothing was sent.`,
  })
}

export function refuseUnknown(): Issue {
  const title = 'Not in this pool'
  const text = say`The pool does not know this token. Nothing was sent. Choose another one.`
  return { code: 'no-route', severity: 'refusal', field: 'asset', words: { title, text } }
}

export function refuseTooSmall(): Issue {
  return refuseByRule('too-small', {
    title: 'Too small',
    text: say`It is so little that the pool would count it as nothing. Nothing was sent. Enter a larger amount.`,
  })
}

export function refuseWithoutSweeper(): Issue {
  return refuseByRule('no-sweeper', {
    title: 'Only a part at a time here',
    text: say`On this network nothing is known that brings what is left over from your Safe to your wallet. Nothing was sent. Repay an amount a little smaller than the debt.`,
  })
}

export function refuseChangedSafe(): Issue {
  return refuseByRule('safe-changed', {
    title: 'The Safe is not as it was created',
    text: say`Its owners, its modules or its code were changed elsewhere, so others may act in it too. Nothing was sent. What it holds and owes is as before: act in it where it was changed.`,
  })
}

export function refuseByRule(rule: string, words: IssueWords): Issue {
  return { code: 'protocol-rule', rule, severity: 'refusal', words }
}

export const named = (symbol: string): IssuePart => ({ symbols: [symbol] })

/** A sentence with the values that it tells, which are formatted where it is shown. */
export function say(texts: TemplateStringsArray, ...values: readonly IssuePart[]): readonly IssuePart[] {
  return texts.flatMap((text, i) => {
    const value = values[i]
    return value === undefined ? [text] : [text, value]
  })
}
