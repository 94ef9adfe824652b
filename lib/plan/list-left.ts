import type { AssetAmount } from '../domain/asset'
import type { Earned, Holder } from '../domain/holder'
import type { AccountSnapshot } from '../protocols/protocol'

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

/** Somebody with what they have earned by a position that is closed, and what that was read with. */
export type EarnedBefore = {
  readonly account: AccountSnapshot
  readonly holder: Holder
  readonly earned: Earned
}

/** What was earned by positions that are closed, and not claimed: each protocol pays its own. */
export function listEarnedBefore(accounts: readonly AccountSnapshot[]): readonly EarnedBefore[] {
  return accounts.flatMap((account) =>
    (account.holders ?? []).flatMap((holder) =>
      holder.earned ? [{ account, holder, earned: holder.earned }] : [],
    ),
  )
}
