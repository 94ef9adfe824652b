import type { TransactionPlan } from '../../lib/plan/plan'
import { planRequirements } from '../../lib/plan/requirements'
import type { AccountSnapshot, OperationDraft } from '../../lib/protocols/protocol'

/** The refused call with the approvals that it would need, as if nobody had checked. */
export function forcePlan(
  before: AccountSnapshot,
  intent: TransactionPlan['intent'],
  draft: OperationDraft,
): TransactionPlan {
  const { steps } = planRequirements(draft.requirements, [])
  return {
    chainId: before.markets.chainId,
    owner: before.owner,
    protocol: before.markets.protocol,
    intent,
    steps: [...steps, ...draft.calls.map((call) => ({ kind: 'call' as const, ...call }))],
    deadlineSeconds: before.markets.block.timestamp + 1_000n,
    slippageBps: 50n,
    after: draft.after,
    ratesAfter: draft.ratesAfter,
    walletChanges: draft.walletChanges,
    priceImpactWad: draft.priceImpactWad,
    priceImpactE8: draft.priceImpactE8,
    feesE8: draft.feesE8,
    chargesE8: draft.chargesE8,
    issues: [],
  }
}
