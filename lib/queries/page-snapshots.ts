import type { Address } from '../domain/asset'
import type { Farm } from '../domain/farm'
import type { AccountSnapshot, MarketSnapshot } from '../protocols/protocol'
import { useAccountSnapshots } from './account'
import { type Reading, useMarkets } from './markets'

/**
 * Markets with the connected account in them, all of one block: read alone where nobody is connected or the
 * account is not there yet, and never both once it is.
 */
export function usePageSnapshots(
  owner: Address | null,
): Reading<MarketSnapshot> & { readonly accounts: readonly AccountSnapshot[] | null } {
  const accounts = useAccountSnapshots(owner)
  const hasAccount = owner !== null && accounts.data !== undefined
  const markets = useMarkets({ isWanted: !hasAccount })
  if (!hasAccount) {
    const refetch = () => {
      markets.refetch()
      if (owner !== null) accounts.refetch()
    }
    return { ...markets, fault: markets.fault ?? accounts.fault, refetch, accounts: null }
  }
  const data = accounts.data?.map((account) => account.markets)
  return { ...accounts, data, accounts: accounts.data ?? null }
}

/** A farm with the snapshot it belongs to: null where no market has it, undefined while nothing was read. */
export function findFarm(
  snapshots: readonly MarketSnapshot[] | undefined,
  farmId: string | null,
): { farm: Farm; markets: MarketSnapshot } | null | undefined {
  if (!snapshots) return undefined
  for (const markets of snapshots) {
    const farm = markets.farms.find((f) => f.id === farmId)
    if (farm) return { farm, markets }
  }
  return null
}
