import type { Address } from '../domain/asset'
import type { AccountSnapshot, MarketSnapshot, Scope } from '../protocols/protocol'
import { usePlaceAccount } from './account'
import { usePlaceMarkets } from './markets'
import type { Place } from './place'
import type { Reading } from './reading'

/** Markets, and the connected account in them: null where nobody is connected, or it is not there yet. */
export type SnapshotReading = Reading<MarketSnapshot> & { readonly account: AccountSnapshot | null }

/**
 * Markets with the connected account in them, all of one block and read once: alone where nobody is connected, or where the
 * account does not come.
 */
export function usePlaceSnapshots(place: Place, owner: Address | null, scope?: Scope): SnapshotReading {
  const account = usePlaceAccount(place, owner, { scope })
  const hasAccount = owner !== null && account.data !== undefined
  const markets = usePlaceMarkets(place, { isWanted: areMarketsReadAlone(owner, account), scope })
  if (!hasAccount) {
    const refetch = () => {
      markets.refetch()
      if (owner !== null) account.refetch()
    }
    return { ...markets, fault: markets.fault ?? account.fault, refetch, account: null }
  }
  return { ...account, data: account.data?.markets, account: account.data ?? null }
}

/** An account brings the markets around it: both are read where it was asked for in vain. */
export function areMarketsReadAlone(
  owner: Address | null,
  { data, fault }: Pick<Reading<AccountSnapshot>, 'data' | 'fault'>,
): boolean {
  return owner === null || (data === undefined && fault !== null)
}
