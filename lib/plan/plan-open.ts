import type { OpenIntent } from '../domain/intent'
import { isRefusal } from '../domain/issue'
import { WAD } from '../domain/math'
import { ratesOfFarm } from '../domain/rates'
import type { AccountSnapshot, MarketSnapshot, ProtocolAdapter, Tolerance } from '../protocols/protocol'
import { assemblePlan } from './assemble'
import { findLeverageIssues } from './leverage-issues'
import { findOpeningOracleIssues } from './oracle-issues'
import { findOverBalance } from './over-balance'
import type { PlanResult } from './plan'
import { nameRoundingLoss } from './rounding-loss'

/**
 * Opening a farm: approve exactly the deposit, then one call. Without an account (nobody connected) balances
 * and allowances are unknown: the estimate is the same and every approval is planned.
 */
export function planOpen(
  adapter: ProtocolAdapter,
  markets: MarketSnapshot,
  account: AccountSnapshot | null,
  intent: OpenIntent,
  tolerance: Tolerance,
): PlanResult {
  const farm = markets.farms.find((f) => f.id === intent.farmId)
  const oracle = findOpeningOracleIssues(markets, farm)
  // without prices there is nothing to estimate
  if (oracle.some(isRefusal)) return { ok: false, issues: oracle, estimate: null }
  const issues = [
    ...findLeverageIssues(farm, intent.leverageWad),
    ...(account ? findOverBalance(account, intent.deposit) : []),
    ...oracle,
  ]
  // a leverage under 1x has no meaning to estimate
  if (intent.leverageWad < WAD) return { ok: false, issues, estimate: null }
  const draft = (at: OpenIntent) => adapter.draftOpen(markets, at, tolerance)
  const rates = farm ? ratesOfFarm(farm) : null
  const result = assemblePlan(markets, draft(intent), account, intent, tolerance, issues, rates)
  return nameRoundingLoss(result, intent, draft)
}
