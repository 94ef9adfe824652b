import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Client } from 'viem'
import { useClient } from 'wagmi'
import { activeChain } from '../config/chains'
import type { Issue } from '../domain/issue'
import type { MarketSnapshot } from '../protocols/protocol'
import { readers } from '../protocols/readers'
import type { ChainRead } from './chain-read'
import { useChainTimeMs } from './chain-time'
import { useGrowth } from './growth'
import { markAwaited, useOwnBlock } from './own-block'
import { protocolOf } from './protocol'
import { chainQuery, findFault, readNewest } from './read-chain'

/** What a page knows of something that is read again and again. */
export type Reading<Snapshot> = {
  /** undefined while nothing was read, or where the node answers for another chain. */
  readonly data: readonly Snapshot[] | undefined
  /** The chain's own time when it was read, in milliseconds. */
  readonly readAtMs: number
  /** Why the last try failed; null once one succeeds. */
  readonly fault: Issue | null
  readonly refetch: () => void
}

export const marketsKey = (chainId: number) => ['markets', chainId] as const

/** Every market of every protocol on a chain: 1 RPC request for each protocol. */
function marketsQueryOptions(queryClient: QueryClient, client: Client | undefined, chainId: number) {
  const queryKey = marketsKey(chainId)
  return queryOptions({
    ...chainQuery,
    queryKey,
    queryFn: (): Promise<ChainRead<MarketSnapshot>> => {
      if (!client) throw new Error('No connection to the chain')
      const present = readers.filter((p) => p.entryOn(chainId) !== null)
      const read = () => Promise.all(present.map((p) => p.fetchMarkets(client, chainId, null)))
      return readNewest(queryClient, client, queryKey, read, ({ block }) => block)
    },
    enabled: client !== undefined,
  })
}

/** `isWanted`: false where the page has the markets of something else that it reads. */
export function useMarkets({ isWanted = true } = {}): Reading<MarketSnapshot> {
  const client = useClient({ chainId: activeChain.id })
  const options = marketsQueryOptions(useQueryClient(), client, activeChain.id)
  const { data, refetch } = useQuery({ ...options, enabled: options.enabled && isWanted })
  const fault = findFault(options.queryKey)
  const read = fault?.code === 'rpc-other-chain' ? undefined : data
  const growth = useGrowth(isWanted ? read?.snapshots : undefined)
  const ownBlock = useOwnBlock()
  const snapshots = useMemo(
    () =>
      growth === undefined
        ? undefined
        : read?.snapshots.map((markets) =>
            markAwaited(
              protocolOf(markets).applyGrowth(markets, growth?.get(markets.protocol) ?? null),
              ownBlock,
            ),
          ),
    [read?.snapshots, growth, ownBlock],
  )
  return { data: snapshots, readAtMs: useChainTimeMs(read), fault, refetch: () => void refetch() }
}
