import type { Allowance } from '../domain/wallet'
import type { AccountSnapshot, Tolerance } from '../protocols/protocol'
import type { PlanResult } from './plan'
import { makeApproval } from './requirements'
import { findStateIssues } from './state-issues'

/** Everything that a protocol's contracts may still take of the wallet, as it was read: what a stopped plan left. */
export function listAllowances({ wallet }: AccountSnapshot): readonly Allowance[] {
  return wallet.flatMap(({ asset, allowances }) =>
    allowances
      .filter(({ amount }) => amount > 0n)
      .map(({ spender, spenderName, amount }) => ({ asset, spender, spenderName, amount })),
  )
}

/** One approval of 0: nothing moves, and nothing may be taken any more. */
export function planRevoke(account: AccountSnapshot, allowance: Allowance, tolerance: Tolerance): PlanResult {
  const { markets, owner } = account
  const issues = findStateIssues(markets)
  if (issues.length > 0) return { ok: false, issues, estimate: null }
  return {
    ok: true,
    plan: {
      protocol: markets.protocol,
      chainId: markets.chainId,
      owner,
      intent: { kind: 'revoke', owner, allowance },
      steps: [makeApproval(allowance.asset, allowance, 0n)],
      ...tolerance,
      after: null,
      ratesAfter: null,
      walletChanges: [],
      priceImpactWad: 0n,
      priceImpactE8: 0n,
      feesE8: 0n,
      chargesE8: 0n,
      issues: [],
    },
  }
}
