import type { Issue } from '../../../domain/issue'
import { max } from '../../../domain/math'
import { computeCapRoom, computeCeilingRoom, computeSupplyRoom } from '../read/limits'
import type { Part } from '../read/parts'
import { findLtvBps, isBorrowableIn } from '../read/terms'
import { isOwed, isUsed } from './account'
import { accountAtDeadline, reserveAtDeadline } from './at-deadline'
import { isCovered, isHealthy } from './cover'
import { reserveOf } from './loop-account'
import { makeRefusal } from './refusal'
import {
  refuseAfterOutage,
  refuseBorrowCap,
  refuseBorrowing,
  refuseCeiling,
  refuseFrozen,
  refuseInCategory,
  refuseInIsolation,
  refuseIsolated,
  refuseLiquidity,
  refusePaused,
  refuseSiloed,
  refuseSupplyCap,
  refuseTooSmall,
  refuseWithdrawalBeforeWorthless,
  refuseWorthless,
} from './words'
import { eModeOf, type Working } from './working'

/** What stops everything with a reserve: who has it is not asked. */
export function findStopped({ reserve, asset }: Part): readonly Issue[] {
  return reserve.config.isActive && !reserve.config.isPaused ? [] : [refusePaused(asset)]
}

/** What stops a deposit that is to count (`ValidationLogic.validateSupply`, `validateUseAsCollateral`). */
export function findDepositIssues(w: Working, part: Part, amount: bigint): readonly Issue[] {
  const { reserve, asset } = part
  const { line } = w.account
  const room = computeSupplyRoom(line, reserveAtDeadline(w, reserve))
  return [
    ...findStopped(part),
    ...when(reserve.config.isFrozen, refuseFrozen(asset)),
    ...when(line.scaleSupplied(amount, reserve.supplyIndexRay) === 0n, refuseTooSmall()),
    ...(room !== null && amount > room ? [refuseSupplyCap({ asset, amount: room })] : []),
    ...findUseIssues(w, part),
  ]
}

/** What keeps a deposit from counting, where it does not by now. */
export function findUseIssues(w: Working, { reserve, asset }: Part): readonly Issue[] {
  if (isUsed(w.holder, reserve)) return []
  if (findLtvBps(reserve, eModeOf(w)) === 0n) return [refuseWorthless(asset)]
  const used = listUsed(w)
  const isAlone = reserve.config.debtCeiling > 0n || findIsolated(w) !== null
  return when(used.length > 0 && isAlone, refuseIsolated(asset))
}

/** `ValidationLogic.validateWithdraw`, and what of the rest has to cover the debts. */
export function findWithdrawalIssues(
  before: Working,
  after: Working,
  part: Part,
  amount: bigint,
): readonly Issue[] {
  const { reserve, asset } = part
  const { line } = before.account
  const available = { asset, amount: reserve.available }
  return [
    ...findStopped(part),
    ...when(line.scaleWithdrawn(amount, reserve.supplyIndexRay) === 0n, refuseTooSmall()),
    ...(amount > reserve.available
      ? [{ code: 'withdrawal-over-liquidity', severity: 'refusal', field: 'amount', available } as const]
      : []),
    ...(isUsed(before.holder, reserve) ? findReleaseIssues(after, part) : []),
  ]
}

/** What a collateral's leaving asks of the account that owes something. */
function findReleaseIssues(after: Working, { reserve, asset }: Part): readonly Issue[] {
  const { account, raw, holder } = after
  if (!raw.reserves.some((one) => isOwed(holder, one))) return []
  const unpriced = findUnpriced(after)
  if (unpriced.length > 0) return unpriced
  if (!isHealthy(accountAtDeadline(after, account))) return [makeRefusal('not-enough-collateral')]
  const hasWorthless = account.reserves.some(
    ({ isCollateral, scaledSupply, ltvBps, thresholdBps }) =>
      isCollateral &&
      scaledSupply > 0n &&
      ltvBps === 0n &&
      (account.line.name === 'rounding' || thresholdBps > 0n),
  )
  const own =
    account.line.name === 'rounding' ? reserveOf(account, asset.address).ltvBps : reserve.config.ltvBps
  return when(hasWorthless && own > 0n, refuseWithdrawalBeforeWorthless(asset))
}

/** `ValidationLogic.validateBorrow`, `validateHFAndLtv`: by the deadline it is lent, too. */
export function findBorrowIssues(
  before: Working,
  after: Working,
  part: Part,
  amount: bigint,
): readonly Issue[] {
  const unpriced = findUnpriced(after)
  const owing = accountAtDeadline(before, before.account)
  const owingMore = accountAtDeadline(after, after.account)
  return [
    ...findLoanIssues(before, part, amount),
    ...unpriced,
    ...when(
      unpriced.length === 0 && !isCovered(owing, owingMore, part.asset.address, amount),
      makeRefusal('not-enough-collateral', 'amount'),
    ),
  ]
}

/** The same, whatever there is to cover it. */
export function findLoanIssues(w: Working, part: Part, amount: bigint): readonly Issue[] {
  const { reserve, asset } = part
  const eMode = eModeOf(w)
  const room = max(0n, computeCapRoom(w.account.line, reserveAtDeadline(w, reserve)))
  const isCapped = reserve.config.borrowCap > 0n && amount > room
  return [
    ...findStopped(part),
    ...when(reserve.config.isFrozen, refuseFrozen(asset)),
    ...when(
      !isBorrowableIn(reserve, eMode),
      eMode ? refuseInCategory(asset, eMode.label) : refuseBorrowing(asset),
    ),
    ...when(!w.raw.isBorrowAllowed, refuseAfterOutage()),
    ...when(isCapped, refuseBorrowCap({ asset, amount: room })),
    ...when(amount > reserve.available, refuseLiquidity({ asset, amount: reserve.available })),
    ...findIsolationIssues(w, part, amount),
    ...findSiloIssues(w, part),
  ]
}

/** The pool asks its oracle for all that counts and all that is owed, and reverts where there is no price. */
function findUnpriced({ account }: Working): readonly Issue[] {
  const symbols = account.reserves
    .filter(
      ({ isCollateral, scaledSupply, scaledDebt }) => scaledDebt > 0n || (isCollateral && scaledSupply > 0n),
    )
    .flatMap(({ priceE8, asset }) => (priceE8 > 0n ? [] : [asset.symbol]))
  return symbols.length > 0 ? [{ code: 'price-unavailable', severity: 'refusal', symbols }] : []
}

function findIsolationIssues(w: Working, { reserve, asset }: Part, amount: bigint): readonly Issue[] {
  const isolated = findIsolated(w)
  if (!isolated) return []
  if (!reserve.config.isBorrowableInIsolation) return [refuseInIsolation(asset, isolated.asset)]
  const room = computeCeilingRoom(isolated.reserve, reserve)
  return when(amount > room, refuseCeiling(isolated.asset, { asset, amount: room }))
}

/** Who owes something siloed owes nothing else, and that nobody borrows beside another debt. */
function findSiloIssues(w: Working, { reserve, asset }: Part): readonly Issue[] {
  const owed = w.state.parts.filter((part) => isOwed(w.holder, part.reserve))
  const [only, ...others] = owed
  if (!only) return []
  if (others.length === 0 && only.reserve.config.isSiloed) {
    return when(only.reserve.id !== reserve.id, refuseSiloed(only.asset))
  }
  return when(reserve.config.isSiloed, refuseSiloed(asset))
}

function listUsed(w: Working): readonly Part[] {
  return w.state.parts.filter(({ reserve }) => isUsed(w.holder, reserve))
}

/** The one collateral that has a ceiling, where it is its account's only one (`UserConfiguration.getIsolationModeState`). */
function findIsolated(w: Working): Part | null {
  const [only, ...others] = listUsed(w)
  return only && others.length === 0 && only.reserve.config.debtCeiling > 0n ? only : null
}

function when(condition: boolean, issue: Issue): readonly Issue[] {
  return condition ? [issue] : []
}
