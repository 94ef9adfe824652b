import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Client } from 'viem'
import { useClient } from 'wagmi'
import { activeChain } from '../config/chains'
import type { Address } from '../domain/asset'
import type { AccountSnapshot, MarketSnapshot } from '../protocols/protocol'
import { readers } from '../protocols/readers'
import { type ChainRead, keepNewest } from './chain-read'
import { useChainTimeMs } from './chain-time'
import { useGrowth } from './growth'
import { marketsKey, type Reading } from './markets'
import { markAwaited, useOwnBlock } from './own-block'
import { protocolOf } from './protocol'
import { askChain, chainQuery, findFault, readNewest } from './read-chain'

/** An account's positions and wallet in every protocol on a chain: 1 RPC request for each protocol. */
function accountQueryOptions(
  queryClient: QueryClient,
  client: Client | undefined,
  chainId: number,
  owner: Address | null,
) {
  const queryKey = ['account', chainId, owner] as const
  return queryOptions({
    ...chainQuery,
    queryKey,
    queryFn: async (): Promise<ChainRead<AccountSnapshot>> => {
      if (!client || !owner) throw new Error('No connection to the chain')
      const present = readers.filter((p) => p.entryOn(chainId) !== null)
      const read = () => Promise.all(present.map((p) => p.fetchAccount(client, chainId, owner, null)))
      const account = await readNewest(queryClient, client, queryKey, read, ({ markets }) => markets.block)
      shareMarkets(queryClient, chainId, account)
      return account
    },
    enabled: client !== undefined && owner !== null,
  })
}

/** The markets around an account are as good as any: a page that shows them alone need not go back. */
function shareMarkets(queryClient: QueryClient, chainId: number, account: ChainRead<AccountSnapshot>): void {
  const markets = account.snapshots.map((snapshot) => snapshot.markets)
  queryClient.setQueryData<ChainRead<MarketSnapshot>>(marketsKey(chainId), (known) =>
    keepNewest(known, markets, ({ block }) => block, account.confirmedAtMs),
  )
}

export function useAccountSnapshots(owner: Address | null): Reading<AccountSnapshot> {
  const client = useClient({ chainId: activeChain.id })
  const options = accountQueryOptions(useQueryClient(), client, activeChain.id, owner)
  const { data, refetch } = useQuery(options)
  const fault = findFault(options.queryKey)
  const read = fault?.code === 'rpc-other-chain' ? undefined : data
  const markets = useMemo(() => read?.snapshots.map((account) => account.markets), [read?.snapshots])
  const growth = useGrowth(markets)
  const ownBlock = useOwnBlock()
  const snapshots = useMemo(
    () =>
      growth === undefined
        ? undefined
        : read?.snapshots.map((snapshot) => {
            const { protocol } = snapshot.markets
            const account = protocolOf(snapshot.markets).applyGrowthToAccount(
              snapshot,
              growth?.get(protocol) ?? null,
            )
            return { ...account, markets: markAwaited(account.markets, ownBlock) }
          }),
    [read?.snapshots, growth, ownBlock],
  )
  return { data: snapshots, readAtMs: useChainTimeMs(read), fault, refetch: () => void refetch() }
}

/** Who owns a position, whoever asks. `data` is null where no such position exists. */
export function usePositionOwner(positionId: string | null) {
  const client = useClient({ chainId: activeChain.id })
  const queryKey = ['position-owner', activeChain.id, positionId] as const
  const { data, refetch } = useQuery({
    ...chainQuery,
    queryKey,
    queryFn: async (): Promise<Address | null> => {
      const protocol = readers.find((p) => positionId?.startsWith(`${p.id}:`))
      if (!client || !protocol || !positionId) return null
      return askChain(client, queryKey, () => protocol.fetchPositionOwner(client, activeChain.id, positionId))
    },
    enabled: client !== undefined && positionId !== null,
    // An owner stays; a position that is not there may come, and a node that is not there too.
    refetchInterval: ({ state }) => (state.data && !state.error ? false : chainQuery.refetchInterval),
  })
  return { data, fault: findFault(queryKey), refetch: () => void refetch() }
}
