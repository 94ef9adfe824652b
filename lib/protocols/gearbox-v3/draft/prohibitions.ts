import type { Issue } from '../../../domain/issue'
import { convertAsset } from '../read/assets'
import type { RawMarket, RawToken } from '../read/raw'
import { balanceOf } from '../venues/trade'
import { checkCollateral, countsLower } from './collateral-check'
import { findLimitIssues } from './limits'
import { makeRefusal } from './refusal'
import { refuseAnotherCollateral, refuseForbidden, refuseHeldByForbidden } from './words'
import { hasDeadline, isMarked, type Working } from './working'

/** The facade's three ways in: each asks for other things. */
export type Entrance = 'open' | 'change' | 'close'

/**
 * What stops a drafted account on the chain, each pause, limit and prohibition for what it stops there and
 * nothing else. `now` is the block's time in seconds.
 */
export function findProhibitions(
  entrance: Entrance,
  before: Working,
  after: Working,
  now: bigint,
): readonly Issue[] {
  const closed = findClosedEntrance(entrance, after.market)
  // closing asks neither for limits nor for collateral: nothing is owed after it
  if (entrance === 'close') return closed
  return [
    ...closed,
    ...findLimitIssues(before, after),
    ...findForbiddenIssues(before, after),
    ...findSlotIssues(before, after),
    ...checkCollateral(after, now),
  ]
}

/** What keeps everybody out of an entrance, whatever they would do behind it (`CreditFacadeV3`'s modifiers). */
export function findClosedEntrance(entrance: Entrance, market: RawMarket): readonly Issue[] {
  if (market.isFacadePaused) return [makeRefusal('market-paused')]
  if (market.isExpired && entrance !== 'close') return [makeRefusal('market-expired')]
  if (market.isPermissioned && entrance === 'open') return [makeRefusal('market-permissioned')]
  return []
}

/**
 * A forbidden token's quota and balance may not rise, and while any of it counts, nothing may be traded at
 * market or sent away (`CreditFacadeV3._multicall`, `_updateQuota`).
 */
function findForbiddenIssues(before: Working, after: Working): readonly Issue[] {
  const { market } = after
  const counted = market.tokens.slice(1).filter((t) => t.isForbidden && balanceOf(after.quotas, t.token) > 0n)
  if (counted.length === 0) return []
  const grown = counted.filter(
    (t) => grows('quotas', t, before, after) || grows('balances', t, before, after),
  )
  if (grown.length > 0) return [refuseForbidden(grown.map(symbolOf))]
  return isMarked(after) || hasDeadline(after) ? [refuseHeldByForbidden(counted.map(symbolOf))] : []
}

function grows(what: 'quotas' | 'balances', { token }: RawToken, before: Working, after: Working): boolean {
  return balanceOf(after[what], token) > balanceOf(before[what], token)
}

function symbolOf(token: RawToken): string {
  return convertAsset(token).symbol
}

/** An account counts so many collaterals beside the underlying (`CreditManagerV3._saveEnabledTokensMask`). */
function findSlotIssues(before: Working, after: Working): readonly Issue[] {
  const { market } = after
  const count = (w: Working) => market.tokens.slice(1).filter((t) => balanceOf(w.quotas, t.token) > 0n).length
  const most = market.maxEnabledTokens
  if (count(after) <= most || count(after) <= count(before)) return []
  return [refuseAnotherCollateral(most)]
}

/**
 * The drafted account without its deadline where that call would change what the chain says: the vault that
 * checks the deadline marks the whole bundle as one that trades, which forbids and reprices things that a
 * mere repayment or deposit is free of.
 */
export function settleDeadline(w: Working): Working {
  if (isMarked(w)) return w
  const counts = ({ token }: RawToken) => balanceOf(w.quotas, token) > 0n
  const isHarmed = w.market.tokens.slice(1).some((t) => counts(t) && (t.isForbidden || countsLower(t)))
  return isHarmed ? { ...w, deadline: null } : w
}
