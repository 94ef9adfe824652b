import { encodeFunctionData, erc20Abi } from 'viem'
import type { TransactionPlan } from '../../lib/plan/plan'
import type { AccountSnapshot, OperationDraft } from '../../lib/protocols/protocol'

/** The refused call with the approvals that it would need, as if nobody had checked. */
export function forcePlan(
  before: AccountSnapshot,
  intent: TransactionPlan['intent'],
  draft: OperationDraft,
): TransactionPlan {
  const approvals = draft.spends.map(({ asset, amount }) => ({
    kind: 'approve' as const,
    call: {
      to: asset.address,
      data: encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [draft.spender, amount] }),
      value: 0n,
    },
    asset,
    spender: draft.spender,
    amount,
  }))
  return {
    chainId: before.markets.chainId,
    owner: before.owner,
    protocol: before.markets.protocol,
    intent,
    steps: [...approvals, { kind: 'call', call: draft.call, actions: draft.actions }],
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
