import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Client } from 'viem'
import { useClient } from 'wagmi'
import type { Address } from '../domain/asset'
import type { AccountSnapshot, MarketSnapshot } from '../protocols/protocol'
import { type ChainRead, keepNewest } from './chain-read'
import { useGrowth } from './growth'
import { marketsKey } from './markets'
import { markAwaited, useOwnBlock } from './own-block'
import type { Place } from './place'
import { askChain, chainQuery, findFault, readNewest } from './read-chain'
import { type Reading, useEveryPlace, useReading } from './reading'

/** An account's positions and wallet in one protocol on one chain: 1 RPC request. */
export function accountQueryOptions(
  queryClient: QueryClient,
  client: Client | undefined,
  place: Place,
  owner: Address | null,
) {
  const { reader, chain } = place
  const queryKey = ['account', chain.id, reader.id, owner] as const
  return queryOptions({
    ...chainQuery(chain),
    queryKey,
    queryFn: async (): Promise<ChainRead<AccountSnapshot>> => {
      if (!client || !owner) throw new Error('No connection to the chain')
      const read = () => reader.fetchAccount(client, chain.id, owner, null)
      const account = await readNewest(queryClient, client, queryKey, read, ({ markets }) => markets.block)
      shareMarkets(queryClient, place, account)
      return account
    },
    enabled: client !== undefined && owner !== null,
  })
}

/** The markets around an account are as good as any: a page that shows them alone need not go back. */
function shareMarkets(queryClient: QueryClient, place: Place, account: ChainRead<AccountSnapshot>): void {
  const { markets } = account.snapshot
  queryClient.setQueryData<ChainRead<MarketSnapshot>>(marketsKey(place), (known) =>
    keepNewest(known, markets, markets.block, account.confirmedAtMs),
  )
}

export function usePlaceAccount(place: Place, owner: Address | null): Reading<AccountSnapshot> {
  const { reader, chain } = place
  const client = useClient({ chainId: chain.id })
  const options = accountQueryOptions(useQueryClient(), client, place, owner)
  const { snapshot, rest } = useReading(place, options.queryKey, useQuery(options))
  const measured = useGrowth(place, snapshot?.markets)
  const ownBlock = useOwnBlock(chain.id)
  const account = useMemo(() => {
    if (!snapshot || !measured) return undefined
    const grown = reader.applyGrowthToAccount(snapshot, measured.growth)
    return { ...grown, markets: markAwaited(grown.markets, ownBlock) }
  }, [reader, snapshot, measured, ownBlock])
  return { ...rest, data: account }
}

/** What an account has in every place. */
export function useAccount(owner: Address | null): readonly Reading<AccountSnapshot>[] {
  return useEveryPlace(usePlaceAccount, owner)
}

/** Who owns a position, whoever asks. `data` is null where no such position exists. */
export function usePositionOwner({ reader, chain }: Place, positionId: string) {
  const client = useClient({ chainId: chain.id })
  const queryKey = ['position-owner', chain.id, reader.id, positionId] as const
  const { refetchInterval, ...options } = chainQuery(chain)
  const { data, refetch } = useQuery({
    ...options,
    queryKey,
    queryFn: async (): Promise<Address | null> => {
      if (!client) throw new Error('No connection to the chain')
      return askChain(client, queryKey, () => reader.fetchPositionOwner(client, chain.id, positionId))
    },
    enabled: client !== undefined,
    // An owner stays; a position that is not there may come, and a node that is not there too.
    refetchInterval: ({ state }) => (state.data && !state.error ? false : refetchInterval),
  })
  return { data, fault: findFault(queryKey), refetch: () => void refetch() }
}
