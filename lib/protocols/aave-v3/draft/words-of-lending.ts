import type { Asset } from '../../../domain/asset'
import type { Issue } from '../../../domain/issue'
import { BPS } from '../../../domain/math'
import type { Part } from '../read/parts'
import { named, refuseByRule, say } from './words'

/** What is lent counts for what its account owes, and to take it out is that position's matter. */
export function refusePledged({ symbol }: Asset): Issue {
  return refuseByRule('supply-pledged', {
    title: 'It counts for what you owe',
    text: say`Your account owes something in this pool, and your ${named(symbol)} counts as collateral for it. Nothing was sent. Withdraw it on your position’s page, which shows what that does to the health factor.`,
  })
}

/** Why lending it earns no interest now; said, and stops nobody. */
export function tellNoInterest({ asset, reserve }: Part): Issue {
  return {
    code: 'protocol-rule',
    rule: 'no-interest',
    severity: 'info',
    words: { title: 'It earns no interest now', text: explainNoInterest(asset, reserve.config) },
  }
}

function explainNoInterest(
  { symbol }: Asset,
  { isBorrowable, reserveFactorBps }: Part['reserve']['config'],
): ReturnType<typeof say> {
  if (reserveFactorBps >= BPS) {
    return say`The protocol keeps all that borrowers of ${named(symbol)} pay. Supplying it earns no interest until its operators change that.`
  }
  if (!isBorrowable) {
    return say`The pool does not lend ${named(symbol)} out at the moment. Supplying it earns no interest until its operators change that.`
  }
  return say`Hardly any ${named(symbol)} is borrowed at the moment, and interest comes from those who borrow it.`
}
