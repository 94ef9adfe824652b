import { accruePosition } from '../domain/accrual'
import { computeHealthFactorWad } from '../domain/health'
import type { ManageIntent } from '../domain/intent'
import { type Issue, isRefusal } from '../domain/issue'
import { listSpends } from '../domain/requirement'
import { findBalance } from '../domain/wallet'
import type { AccountSnapshot, OperationDraft, ProtocolAdapter, Tolerance } from '../protocols/protocol'
import { assemblePlan } from './assemble'
import { findLeverageIssues } from './leverage-issues'
import { findManagingOracleIssues } from './oracle-issues'
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
    ...findBalanceIssues(account, draft),
    ...findFloorIssues(account, intent, draft, tolerance),
    ...oracle,
  ]
  const result = assemblePlan(account.markets, draft, account, intent, tolerance, issues, rates)
  return nameRoundingLoss(result, intent, draftOf)
}

function findBalanceIssues(account: AccountSnapshot, { requirements }: OperationDraft): readonly Issue[] {
  return listSpends(requirements).flatMap(({ asset, amount, fromWallet = amount }): readonly Issue[] => {
    const balance = findBalance(account.wallet, asset)
    if (fromWallet <= balance) return []
    return [
      {
        code: 'amount-over-balance',
        severity: 'refusal',
        field: 'amount',
        balance: { asset, amount: balance },
      },
    ]
  })
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
