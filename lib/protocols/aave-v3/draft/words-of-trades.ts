import type { Asset } from '../../../domain/asset'
import type { Issue, NamedAmount } from '../../../domain/issue'
import { named, refuseByRule, say } from './words'

/** What trades and loops cannot do: why, and the way out. */
export function refuseWithoutPool(give: Asset, get: Asset): Issue {
  const title = 'No pool between these tokens'
  const text = say`No pool that is known trades ${named(give.symbol)} for ${named(get.symbol)}. Nothing was sent. Choose another token, or repay from your wallet and withdraw what is held as it is.`
  return { code: 'no-route', severity: 'refusal', words: { title, text } }
}

export function refuseTooLarge(): Issue {
  const title = 'Too large for the exchange'
  const text = say`No pool of these tokens can take a trade of this size. Nothing was sent. Choose a smaller amount, or go in steps.`
  return { code: 'trade-too-large', severity: 'refusal', words: { title, text } }
}

export function refuseTooSmallToTrade(): Issue {
  const title = 'Too small to trade'
  const text = say`It is so little that the exchange would give nothing for it. Nothing was sent. Enter a larger amount.`
  return { code: 'trade-too-small', severity: 'refusal', words: { title, text } }
}

/** `reachedWad` is null where nothing of it would be left by then. */
export function refuseLoops(loops: number, reachedWad: bigint | null): Issue {
  const title = 'Too much at once'
  const most = String(loops)
  const text =
    reachedWad === null
      ? say`It would take more than ${most} rounds of borrowing and buying, which is as many as one transaction has room for. Nothing was sent. Choose less leverage.`
      : say`It would take more than ${most} rounds of borrowing and buying, which is as many as one transaction has room for: they lead to ${tellMultiple(reachedWad)}. Nothing was sent. Choose no more than that, and go on from there.`
  return {
    code: 'protocol-rule',
    rule: 'too-many-loops',
    severity: 'refusal',
    field: 'leverage',
    words: { title, text },
  }
}

export function refuseTooNear(repayment: NamedAmount): Issue {
  return refuseByRule('too-near', {
    title: 'Too little is free',
    text: say`The position is so near to what the pool allows that it cannot sell its way down from here. Nothing was sent. Repay ${repayment} from your wallet first; selling does the rest.`,
  })
}

/** Of an account that signs one call after the other. */
export function refuseTooNearByStep(repayment: NamedAmount): Issue {
  return refuseByRule('too-near', {
    title: 'Too near for step by step',
    text: say`Signed one by one, taking anything out to sell it would leave the health factor under 1.1 in between. Nothing was sent. Repay ${repayment} from your wallet first; selling does the rest.`,
  })
}

/** `reachedWad` is null where nothing is left by then. */
export function refuseLegs(legs: number, reachedWad: bigint | null): Issue {
  const most = String(legs)
  const far = reachedWad === null ? '' : `: they lead to ${tellMultiple(reachedWad)}`
  return {
    code: 'protocol-rule',
    rule: 'too-many-legs',
    severity: 'refusal',
    field: 'leverage',
    words: {
      title: 'Too far for step by step',
      text: say`Signed one by one, with a health factor of 1.1 kept in between, it would take more than ${most} rounds of trading${far}. Nothing was sent. Choose less of a change, or a Safe, which does all of it at once.`,
    },
  }
}

/** A Safe, or the account itself, that has a position by now. */
export function refuseTaken(): Issue {
  return refuseByRule('holder-taken', {
    title: 'There is a position by now',
    text: say`What is held and owed in one account is judged together, and in this one there is something already. Nothing was sent. Choose a free Safe.`,
  })
}

export function refuseWithoutFreeSafe(): Issue {
  return refuseByRule('no-free-safe', {
    title: 'No Safe is free',
    text: say`Each of your Safes here holds a position by now, or is not as it was created. Nothing was sent. Close a position, or use another account.`,
  })
}

export function refuseStranger(): Issue {
  return refuseByRule('holder-unknown', {
    title: 'Not one of your accounts',
    text: say`A new position is held by your own account or by a Safe of yours, and this is neither. Nothing was sent. Choose one of the list.`,
  })
}

export function refuseOtherDeposit({ symbol }: Asset, collateral: Asset, debt: Asset): Issue {
  const title = 'Not a way in here'
  const text = say`This farm is entered with ${named(collateral.symbol)} or with ${named(debt.symbol)}, and not with ${named(symbol)}. Nothing was sent. Choose one of the two.`
  return { code: 'no-route', severity: 'refusal', field: 'asset', words: { title, text } }
}

/** Of the token that is owed, and of no other. */
export function refuseNothingElse({ symbol }: Asset): Issue {
  const title = 'There is nothing to trade'
  const text = say`What the position holds is ${named(symbol)} alone, which is what it owes. Nothing was sent. Deposit another collateral first, or repay and withdraw.`
  return { code: 'no-route', severity: 'refusal', words: { title, text } }
}

export function refuseRewardWithoutPool({ symbol }: Asset, collateral: Asset): Issue {
  const title = 'It cannot be put into the farm'
  const text = say`No pool that is known trades ${named(symbol)}, which was earned, for ${named(collateral.symbol)}. Nothing was sent. Claim it to your wallet.`
  return { code: 'no-route', severity: 'refusal', words: { title, text } }
}

/** 1e18 = 1x, rounded down to two decimals: less is possible for sure. */
function tellMultiple(wad: bigint): string {
  const hundredths = wad / 10n ** 16n
  return `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}x`
}
