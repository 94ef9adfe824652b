import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Client } from 'viem'
import { useClient } from 'wagmi'
import { activeChain } from '../config/chains'
import type { Farm } from '../domain/farm'
import type { MarketSnapshot } from '../protocols/protocol'
import { readers } from '../protocols/readers'

/** How often figures are read again while a page is open: about one block. */
export const REFRESH_MS = 12_000

/** Every market of every protocol on a chain: 2 RPC requests at most for each protocol. */
function marketsQueryOptions(client: Client | undefined, chainId: number) {
  return queryOptions({
    queryKey: ['markets', chainId],
    queryFn: async (): Promise<readonly MarketSnapshot[]> => {
      if (!client) throw new Error('No connection to the chain')
      return Promise.all(
        readers.filter((p) => p.entryOn(chainId) !== null).map((p) => p.fetchMarkets(client, chainId)),
      )
    },
    enabled: client !== undefined,
    staleTime: REFRESH_MS,
    refetchInterval: REFRESH_MS,
  })
}

export function useMarkets() {
  const client = useClient({ chainId: activeChain.id })
  return useQuery(marketsQueryOptions(client, activeChain.id))
}

/** A farm with the snapshot it belongs to: null where no market has it, undefined while nothing was read. */
export function useFarm(farmId: string | null): { farm: Farm; markets: MarketSnapshot } | null | undefined {
  const { data } = useMarkets()
  if (!data) return undefined
  for (const markets of data) {
    const farm = markets.farms.find((f) => f.id === farmId)
    if (farm) return { farm, markets }
  }
  return null
}
