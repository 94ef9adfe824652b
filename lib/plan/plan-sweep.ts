import { encodeFunctionData, erc20Abi } from 'viem'
import type { AssetAmount } from '../domain/asset'
import type { Holder } from '../domain/holder'
import type { AccountSnapshot, Tolerance } from '../protocols/protocol'
import { carryOut, type SafeCall } from '../safe/carry-out'
import type { PlanResult } from './plan'
import { findStateIssues } from './state-issues'

type Safe = Extract<Holder, { kind: 'safe' }>

/** A Safe with what lies in it outside of any position, and what it was read with. */
export type LeftInSafe = {
  readonly account: AccountSnapshot
  readonly safe: Safe
  readonly left: readonly AssetAmount[]
}

/** What lies in an owner's Safes: several protocols may see the same Safe, and each asset in it is listed once. */
export function listLeftInSafes(accounts: readonly AccountSnapshot[]): readonly LeftInSafe[] {
  const seen = new Set<string>()
  return accounts.flatMap((account) =>
    (account.holders ?? []).flatMap((safe) => {
      if (safe.kind !== 'safe') return []
      const left = (safe.left ?? []).filter(({ asset }) => {
        const key = `${account.markets.chainId}:${safe.address}:${asset.address}`.toLowerCase()
        if (seen.has(key)) return false
        seen.add(key)
        return true
      })
      return left.length > 0 ? [{ account, safe, left }] : []
    }),
  )
}

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
