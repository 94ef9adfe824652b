import type { Address } from '../../../domain/asset'
import type { BorrowIntent, DepositIntent, RepayIntent, WithdrawIntent } from '../../../domain/intent'
import type { Issue } from '../../../domain/issue'
import type { Part } from '../read/parts'
import { isUsed } from './account'
import { computeGrownDebt } from './grown-debt'
import { owedOf, reserveOf, suppliedOf } from './loop-account'
import {
  findBorrowIssues,
  findDepositIssues,
  findStopped,
  findUseIssues,
  findWithdrawalIssues,
} from './prohibitions'
import { refuse } from './refusal'
import { borrow, deposit, repay, withdraw } from './steps'
import { refuseTooSmall, refuseUnknown } from './words'
import { findPart, type Refusal, type Working } from './working'

/** What an operation leads to, with what stops it on the chain. */
export type Outcome = { readonly after: Working; readonly issues: readonly Issue[] } | Refusal

/** No token has so much of it, and no word of the chain's overflows with less. */
const MOST = 2n ** 128n

export function checkAmount(amount: bigint): Refusal | null {
  if (amount <= 0n) return refuse('amount-zero', 'amount')
  return amount < MOST ? null : refuse('amount-too-large', 'amount')
}

export function depositCollateral(start: Working, { deposit: brought }: DepositIntent): Outcome {
  const wrong = checkAmount(brought.amount)
  if (wrong) return wrong
  const part = findPart(start, brought.asset.address)
  if (!part) return refuse(refuseUnknown())
  return {
    after: deposit(start, part, brought.amount, isToldToCount(start, part)),
    issues: findDepositIssues(start, part, brought.amount),
  }
}

/** Whether the pool has to be told that a deposit is to count: what is not isolated, and may, it counts where there was none. */
export function isToldToCount(w: Working, part: Part): boolean {
  const { reserve, asset } = part
  const isFirst = reserveOf(w.account, asset.address).scaledSupply === 0n
  const mayCount = findUseIssues(w, part).length === 0
  const isCounted = isFirst && mayCount && reserve.config.debtCeiling === 0n
  return !isUsed(w.holder, reserve) && !isCounted
}

/** As much as is there by now is all, whatever it has become by the block that mines it. */
export function withdrawCollateral(start: Working, intent: WithdrawIntent): Outcome {
  const { asset, amount } = intent.withdraw
  const wrong = checkAmount(amount)
  if (wrong) return wrong
  const part = findPart(start, asset.address)
  if (!part) return refuse(refuseUnknown())
  const supplied = suppliedOf(start.account, reserveOf(start.account, asset.address))
  if (amount > supplied) {
    const balance = { asset: part.asset, amount: supplied }
    return refuse({ code: 'amount-over-balance', severity: 'refusal', field: 'amount', balance })
  }
  const after = withdraw(start, part, amount, amount === supplied)
  return { after, issues: findWithdrawalIssues(start, after, part, amount) }
}

export function borrowMore(start: Working, { amount, debtAsset }: BorrowIntent, first: Address): Outcome {
  const wrong = checkAmount(amount)
  if (wrong) return wrong
  const asset = debtAsset?.address ?? first
  const part = findPart(start, asset)
  if (!part) return refuse(refuseUnknown())
  const after = borrow(start, part, amount)
  return { after, issues: findBorrowIssues(start, after, part, amount) }
}

export function repayDebt(
  start: Working,
  { amount, debtAsset }: RepayIntent,
  first: Address,
  seconds: bigint,
): Outcome {
  const address = debtAsset?.address ?? first
  const part = findPart(start, address)
  if (!part) return refuse(refuseUnknown())
  const { asset, reserve } = part
  const owing = reserveOf(start.account, asset.address)
  const owed = owedOf(start.account, owing)
  if (owed === 0n) return refuse('debt-zero', 'amount')
  const issues = findStopped(part)
  if (amount === 'all') {
    const grown = computeGrownDebt(start.account.line, reserve, owing.scaledDebt, seconds)
    return { after: repay(start, { asset, amount: owed }, grown, true), issues }
  }
  const wrong = checkAmount(amount)
  if (wrong) return wrong
  if (amount >= owed) {
    const debt = { asset, amount: owed }
    return refuse({ code: 'repay-over-debt', severity: 'refusal', field: 'amount', debt })
  }
  const isNothing = start.account.line.scaleRepaid(amount, reserve.debtIndexRay) === 0n
  return {
    after: repay(start, { asset, amount }, amount, false),
    issues: isNothing ? [...issues, refuseTooSmall()] : issues,
  }
}
