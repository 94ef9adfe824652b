import type { Issue, IssueCode } from '../../domain/issue'

/** What Gearbox's own errors mean for a person. Errors that are not here are shown by their name. */
export const meanings: Readonly<Record<string, IssueCode>> = {
  NotEnoughCollateralException: 'not-enough-collateral',
  BalanceLessThanExpectedException: 'slippage-exceeded',
  DebtUpdatedTwiceInOneBlockException: 'debt-changed-this-block',
  BorrowAmountOutOfLimitsException: 'debt-over-maximum',
  BorrowedBlockLimitException: 'borrowing-forbidden',
  CreditManagerCantBorrowException: 'pool-liquidity-too-low',
  BorrowingMoreThanU2ForbiddenException: 'pool-liquidity-too-low',
  QuotaIsOutOfBoundsException: 'quota-limit-reached',
  NotAllowedAfterExpirationException: 'market-paused',
  StalePriceException: 'price-stale',
  PriceFeedDoesNotExistException: 'price-unavailable',
}

/** Uniswap and Balancer revert with text: its meaning by what it holds. */
const meaningsOfText: readonly (readonly [string, IssueCode])[] = [
  ['UniswapV2Router: EXPIRED', 'deadline-passed'],
  ['BAL#508', 'deadline-passed'],
  ['INSUFFICIENT_OUTPUT_AMOUNT', 'slippage-exceeded'],
  ['BAL#507', 'slippage-exceeded'],
  ['BAL#505', 'slippage-exceeded'],
  ['BAL#208', 'slippage-exceeded'],
  ['Pausable: paused', 'market-paused'],
  ['transfer amount exceeds allowance', 'allowance-too-low'],
  ['insufficient allowance', 'allowance-too-low'],
  ['transfer amount exceeds balance', 'amount-over-balance'],
]

/** A decoded revert as an issue; null for one whose meaning this adapter does not know. */
export function explainError(errorName: string, args: readonly unknown[]): Issue | null {
  const known = meanings[errorName]
  if (known) return { code: known, severity: 'refusal' }
  const text = errorName === 'Error' ? String(args[0] ?? '') : ''
  const match = meaningsOfText.find(([part]) => text.includes(part))
  return match ? { code: match[1], severity: 'refusal' } : null
}
