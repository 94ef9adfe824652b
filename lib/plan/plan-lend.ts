import type { LendIntent, SupplyIntent } from '../domain/intent'
import type { Issue } from '../domain/issue'
import { findBalance } from '../domain/wallet'
import type {
  AccountSnapshot,
  LendingDraft,
  MarketSnapshot,
  ProtocolAdapter,
  Tolerance,
} from '../protocols/protocol'
import { assemblePlan } from './assemble'
import { findSuppliedShares } from './lend-view'
import type { PlanResult } from './plan'

export type LendPlanResult = PlanResult & {
  /** The estimate, also where it is refused; null where none can be made. */
  readonly draft: LendingDraft | null
}

/**
 * Supplying: approve exactly the amount, then one deposit. Withdrawing: one call, nothing to approve. Without
 * an account (nobody connected) balances, allowances and shares are unknown and taken to be none. Throws for a
 * protocol that cannot lend: pools come from those that can.
 */
export function planLend(
  adapter: ProtocolAdapter,
  markets: MarketSnapshot,
  account: AccountSnapshot | null,
  intent: LendIntent,
  tolerance: Tolerance,
): LendPlanResult {
  const drafted = draftLending(adapter, markets, findSuppliedShares(account, intent.poolId), intent)
  const issues = intent.kind === 'supply' ? findBalanceIssues(markets, account, intent) : []
  const result = assemblePlan(markets, drafted, account, intent, tolerance, issues, null)
  return { ...result, draft: 'calls' in drafted ? drafted : null }
}

function draftLending(
  { lending, name }: ProtocolAdapter,
  markets: MarketSnapshot,
  shares: bigint,
  intent: LendIntent,
): LendingDraft | { readonly issues: readonly Issue[] } {
  if (!lending) throw new Error(`${name} has nothing to lend to`)
  return intent.kind === 'supply'
    ? lending.draftSupply(markets, shares, intent)
    : lending.draftWithdraw(markets, shares, intent)
}

function findBalanceIssues(
  markets: MarketSnapshot,
  account: AccountSnapshot | null,
  intent: SupplyIntent,
): readonly Issue[] {
  const asset = markets.pools.find((pool) => pool.id === intent.poolId)?.asset
  if (!account || !asset) return []
  const balance = findBalance(account.wallet, asset)
  if (intent.amount <= balance) return []
  const held = { asset, amount: balance }
  return [{ code: 'amount-over-balance', severity: 'refusal', field: 'amount', balance: held }]
}
