import { encodeFunctionData, erc20Abi } from 'viem'
import type { AssetAmount } from '../domain/asset'
import type { AccountSnapshot, Tolerance } from '../protocols/protocol'
import { carryOut, type SafeCall } from '../safe/carry-out'
import type { LeftInSafe } from './list-left'
import type { PlanResult } from './plan'
import { findStateIssues } from './state-issues'

/** One transaction of the Safe, which sends exactly that to its owner: nobody else may take anything, and no position changes. */
export function planSweep({ account, safe, left }: LeftInSafe, tolerance: Tolerance): PlanResult {
  const { markets, owner } = account
  const issues = findStateIssues(markets)
  if (issues.length > 0) return { ok: false, issues, estimate: null }
  const { calls } = carryOut({
    owner,
    index: safe.index,
    isThere: true,
    value: 0n,
    takes: [],
    calls: left.map((get) => sendHome(get, owner)),
    sweeps: [],
    sweeper: owner,
  })
  return {
    ok: true,
    plan: {
      protocol: markets.protocol,
      chainId: markets.chainId,
      owner,
      intent: { kind: 'sweep', owner, account: safe.address },
      steps: calls.map((call) => ({ kind: 'call', ...call })),
      ...tolerance,
      after: null,
      ratesAfter: null,
      walletChanges: left,
      priceImpactWad: 0n,
      priceImpactE8: 0n,
      feesE8: 0n,
      chargesE8: 0n,
      issues: [],
    },
  }
}

function sendHome(get: AssetAmount, owner: AccountSnapshot['owner']): SafeCall {
  const args = [owner, get.amount] as const
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args })
  return {
    call: { to: get.asset.address, data, value: 0n },
    actions: [{ kind: 'withdraw', get, isAll: false }],
  }
}
