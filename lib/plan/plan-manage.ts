import { accruePosition } from '../domain/accrual'
import { findCoin } from '../domain/coin'
import { computeHealthFactorWad } from '../domain/health'
import type { ManageIntent } from '../domain/intent'
import { type Issue, isRefusal } from '../domain/issue'
import { listSpends } from '../domain/requirement'
import type { AccountSnapshot, OperationDraft, ProtocolAdapter, Tolerance } from '../protocols/protocol'
import { assemblePlan } from './assemble'
import { findLeverageIssues } from './leverage-issues'
import { findManagingOracleIssues } from './oracle-issues'
import { findOverBalance } from './over-balance'
import type { PlanResult } from './plan'
import { nameRoundingLoss } from './rounding-loss'

/**
 * Anything done with an existing position: exact approvals for what the wallet brings, then one call. Only its
 * owner can: anybody else's intent is refused by the chain.
 */
export function planManage(
  adapter: ProtocolAdapter,
  account: AccountSnapshot,
  intent: ManageIntent,
  tolerance: Tolerance,
): PlanResult {
  const oracle = findManagingOracleIssues(account, intent)
  // without prices there is nothing to estimate
  if (oracle.some(isRefusal)) return { ok: false, issues: oracle, estimate: null }
  if (intent.kind === 'change-leverage') {
    const farmId = account.positions.find((p) => p.id === intent.positionId)?.farmId
    const farm = account.markets.farms.find((f) => f.id === farmId)
    const issues = findLeverageIssues(farm, intent.leverageWad)
    // beyond 1x and the farm's own maximum there is nothing to estimate
    if (issues.length > 0) return { ok: false, issues, estimate: null }
  }
  const rates = account.positions.find((p) => p.id === intent.positionId)?.rates ?? null
  const draftOf = (at: ManageIntent) => adapter.draftManage(account, at, tolerance)
  const draft = draftOf(intent)
  if (!('calls' in draft))
    return assemblePlan(account.markets, draft, account, intent, tolerance, oracle, rates)
  const issues = [
    ...findBalanceIssues(account, intent, draft),
    ...findFloorIssues(account, intent, draft, tolerance),
    ...oracle,
  ]
  const result = assemblePlan(account.markets, draft, account, intent, tolerance, issues, rates)
  return nameRoundingLoss(result, intent, draftOf)
}

function findBalanceIssues(
  account: AccountSnapshot,
  intent: ManageIntent,
  { requirements, calls }: OperationDraft,
): readonly Issue[] {
  const coin = findCoin(intent)
  const sent = calls.reduce((sum, { call }) => sum + call.value, 0n)
  const spends = listSpends(requirements).map(({ asset, amount, fromWallet = amount }) => ({
    asset,
    amount: fromWallet,
  }))
  return [...spends, ...(coin && sent > 0n ? [{ asset: coin, amount: sent }] : [])].flatMap((spent) =>
    findOverBalance(account, spent),
  )
}

/** A withdrawal must leave the floor standing until the deadline, interest of the way included. */
function findFloorIssues(
  account: AccountSnapshot,
  intent: ManageIntent,
  { after }: OperationDraft,
  { deadlineSeconds }: Tolerance,
): readonly Issue[] {
  const position = account.positions.find((p) => p.id === intent.positionId)
  if (intent.kind !== 'withdraw' || !after || !position) return []
  const seconds = deadlineSeconds - account.markets.block.timestamp
  const healthFactorWad = computeHealthFactorWad(accruePosition(after, position.rates, seconds))
  if (healthFactorWad === null || healthFactorWad >= intent.healthFactorFloorWad) return []
  const floorWad = intent.healthFactorFloorWad
  return [
    { code: 'health-factor-under-floor', severity: 'refusal', field: 'amount', healthFactorWad, floorWad },
  ]
}
