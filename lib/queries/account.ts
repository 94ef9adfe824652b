import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Client } from 'viem'
import { useClient } from 'wagmi'
import type { Address } from '../domain/asset'
import type { AccountSnapshot, MarketSnapshot, Scope } from '../protocols/protocol'
import { type ChainRead, keepNewest } from './chain-read'
import { useGrowth } from './growth'
import { marketsKey } from './markets'
import { markAwaited, useOwnBlock } from './own-block'
import type { Place } from './place'
import { chainQuery, readNewest } from './read-chain'
import { type Reading, useReading } from './reading'
import { beginWithAll, forgetParts, scopedKey } from './scoped'

/** An account's positions and wallet in one protocol on one chain, or in a scope of it: 2 RPC requests. */
export function accountQueryOptions(
  queryClient: QueryClient,
  client: Client | undefined,
  place: Place,
  owner: Address | null,
  scope?: Scope,
) {
  const { reader, chain } = place
  const wholeKey = ['account', chain.id, reader.id, owner] as const
  const queryKey = scopedKey(wholeKey, scope)
  return queryOptions({
    ...chainQuery(chain),
    ...(scope && beginWithAll<ChainRead<AccountSnapshot>>(queryClient, wholeKey)),
    queryKey,
    queryFn: async (): Promise<ChainRead<AccountSnapshot>> => {
      if (!client || !owner) throw new Error('No connection to the chain')
      const read = () => reader.fetchAccount(client, chain.id, owner, { growth: null, scope })
      const account = await readNewest(queryClient, client, queryKey, read, ({ markets }) => markets.block)
      shareMarkets(queryClient, marketsKey(place, scope), account)
      if (!scope) forgetParts(queryClient, queryKey)
      return account
    },
    enabled: client !== undefined && owner !== null,
  })
}

/** The markets around an account are as good as any: a page that shows them alone need not go back. */
function shareMarkets(
  queryClient: QueryClient,
  queryKey: ReturnType<typeof marketsKey>,
  account: ChainRead<AccountSnapshot>,
): void {
  const { markets } = account.snapshot
  queryClient.setQueryData<ChainRead<MarketSnapshot>>(queryKey, (known) =>
    keepNewest(known, markets, markets.block, account.confirmedAtMs),
  )
}

export function usePlaceAccount(
  place: Place,
  owner: Address | null,
  scope?: Scope,
): Reading<AccountSnapshot> {
  const { reader, chain } = place
  const client = useClient({ chainId: chain.id })
  const options = accountQueryOptions(useQueryClient(), client, place, owner, scope)
  const { snapshot, rest } = useReading(place, options.queryKey, useQuery(options))
  const measured = useGrowth(place, snapshot?.markets, scope)
  const ownBlock = useOwnBlock(chain.id)
  const account = useMemo(() => {
    if (!snapshot || !measured) return undefined
    const grown = reader.applyGrowthToAccount(snapshot, measured.growth)
    return { ...grown, markets: markAwaited(grown.markets, ownBlock) }
  }, [reader, snapshot, measured, ownBlock])
  return { ...rest, data: account }
}
