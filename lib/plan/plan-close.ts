import type { AccountSnapshot, CloseIntent, ProtocolAdapter, Tolerance } from '../protocols/protocol'
import { assemblePlan } from './assemble'
import type { PlanResult } from './plan'

/** Closing a position: one call, nothing to approve. Only its owner can: anybody else's intent is refused by the chain. */
export function planClose(
  adapter: ProtocolAdapter,
  account: AccountSnapshot,
  intent: CloseIntent,
  tolerance: Tolerance,
): PlanResult {
  const draft = adapter.draftClose(account, intent, tolerance)
  return assemblePlan(account.markets, draft, account, intent, tolerance, [])
}
