import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Client } from 'viem'
import { useClient } from 'wagmi'
import type { MarketSnapshot } from '../protocols/protocol'
import type { ChainRead } from './chain-read'
import { useGrowth } from './growth'
import { markAwaited, useOwnBlock } from './own-block'
import type { Place } from './place'
import { chainQuery, readNewest } from './read-chain'
import { type Reading, useReading } from './reading'

export const marketsKey = ({ reader, chain }: Place) => ['markets', chain.id, reader.id] as const

/** Every market of one protocol on one chain: 1 RPC request. */
export function marketsQueryOptions(queryClient: QueryClient, client: Client | undefined, place: Place) {
  const { reader, chain } = place
  const queryKey = marketsKey(place)
  return queryOptions({
    ...chainQuery(chain),
    queryKey,
    queryFn: (): Promise<ChainRead<MarketSnapshot>> => {
      if (!client) throw new Error('No connection to the chain')
      const read = () => reader.fetchMarkets(client, chain.id, null)
      return readNewest(queryClient, client, queryKey, read, ({ block }) => block)
    },
    enabled: client !== undefined,
  })
}

/** `isWanted`: false where the page has the markets of something else that it reads. */
export function usePlaceMarkets(place: Place, isWanted = true): Reading<MarketSnapshot> {
  const { reader, chain } = place
  const client = useClient({ chainId: chain.id })
  const options = marketsQueryOptions(useQueryClient(), client, place)
  const query = useQuery({ ...options, enabled: options.enabled && isWanted })
  const { snapshot, rest } = useReading(place, options.queryKey, query)
  const measured = useGrowth(place, isWanted ? snapshot : undefined)
  const ownBlock = useOwnBlock(chain.id)
  const markets = useMemo(
    () => snapshot && measured && markAwaited(reader.applyGrowth(snapshot, measured.growth), ownBlock),
    [reader, snapshot, measured, ownBlock],
  )
  return { ...rest, data: markets }
}
