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
import { demandOf, paceMsOf, restPaceOf, steadyPaceOf } from './pace'
import type { Place } from './place'
import { beginAtOnce, chainQuery, readNewest, refetchAtPace } from './read-chain'
import { type Reading, useReading } from './reading'
import { beginWithAll, forgetParts, scopedKey } from './scoped'

export type AccountOptions = {
  readonly scope?: Scope
  /** Whether it is read less often, since what matters most of it is read apart. */
  readonly isRest?: boolean
}

/** An account's positions and wallet in one protocol on one chain, or in a scope of it: 2 RPC requests. */
export function accountQueryOptions(
  queryClient: QueryClient,
  client: Client | undefined,
  place: Place,
  owner: Address | null,
  { scope, isRest = false }: AccountOptions = {},
) {
  const { reader, chain } = place
  const wholeKey = ['account', chain.id, reader.id, owner] as const
  const queryKey = scopedKey(wholeKey, scope)
  return queryOptions({
    ...chainQuery(chain),
    ...(scope && beginWithAll<ChainRead<AccountSnapshot>>(queryClient, wholeKey, beginAtOnce(chain))),
    queryKey,
    queryFn: async (): Promise<ChainRead<AccountSnapshot>> => {
      if (!client || !owner) throw new Error('No connection to the chain')
      const account = await readNewest(queryClient, client, queryKey, {
        read: () => reader.fetchAccount(client, chain.id, owner, { growth: null, scope }),
        marketsOf: ({ markets }) => markets,
        pace: (isRest ? restPaceOf : steadyPaceOf)(chain),
      })
      shareMarkets(queryClient, place, scope, account)
      if (!scope) forgetParts(queryClient, queryKey)
      return account
    },
    enabled: client !== undefined && owner !== null,
    refetchInterval: refetchAtPace(chain),
  })
}

/** The markets around an account are as good as any: a page that shows them alone need not go back. */
function shareMarkets(
  queryClient: QueryClient,
  place: Place,
  scope: Scope | undefined,
  account: ChainRead<AccountSnapshot>,
): void {
  const { markets } = account.snapshot
  const pace = steadyPaceOf(place.chain)
  const demand = demandOf(markets.sentBytes ?? 0, pace)
  queryClient.setQueryData<ChainRead<MarketSnapshot>>(marketsKey(place, scope), (known) => ({
    ...keepNewest(known, markets, markets.block, account.confirmedAtMs),
    demand,
    paceMs: paceMsOf(pace, demand, []),
  }))
}

export function usePlaceAccount(
  place: Place,
  owner: Address | null,
  { isWanted = true, ...options }: AccountOptions & { readonly isWanted?: boolean } = {},
): Reading<AccountSnapshot> {
  const { reader, chain } = place
  const client = useClient({ chainId: chain.id })
  const asked = accountQueryOptions(useQueryClient(), client, place, owner, options)
  const query = useQuery({ ...asked, enabled: asked.enabled && isWanted })
  const { snapshot, rest } = useReading(place, asked.queryKey, query)
  const measured = useGrowth(place, snapshot?.markets, options.scope)
  const ownBlock = useOwnBlock(chain.id)
  const account = useMemo(() => {
    if (!snapshot || !measured) return undefined
    const grown = reader.applyGrowthToAccount(snapshot, measured.growth)
    return { ...grown, markets: markAwaited(grown.markets, ownBlock) }
  }, [reader, snapshot, measured, ownBlock])
  return { ...rest, data: account }
}
