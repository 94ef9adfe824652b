import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { Client } from 'viem'
import { useClient } from 'wagmi'
import type { MarketSnapshot, Scope } from '../protocols/protocol'
import { type ChainRead, keepNewest } from './chain-read'
import { UNMEASURED, useGrowth } from './growth'
import { markAwaited, useOwnBlock } from './own-block'
import { demandOf, refreshMsOf, steadyPaceOf } from './pace'
import type { Place } from './place'
import { beginAtOnce, chainQuery, readNewest, refetchAtPace } from './read-chain'
import { type Reading, useReading } from './reading'
import { beginWithAll, forgetParts, scopedKey } from './scoped'

export const marketsKey = ({ reader, chain }: Place, scope?: Scope) =>
  scopedKey(['markets', chain.id, reader.id], scope)

/** Every market of one protocol on one chain, or a scope's: 1 RPC request. */
export function marketsQueryOptions(
  queryClient: QueryClient,
  client: Client | undefined,
  place: Place,
  scope?: Scope,
) {
  const { reader, chain } = place
  const queryKey = marketsKey(place, scope)
  const options = {
    growth: null,
    scope,
    onPart: scope ? undefined : (part: MarketSnapshot) => showPart(queryClient, place, part),
  }
  return queryOptions({
    ...chainQuery(chain),
    ...(scope && beginWithAll<ChainRead<MarketSnapshot>>(queryClient, marketsKey(place), beginAtOnce(chain))),
    queryKey,
    queryFn: async (): Promise<ChainRead<MarketSnapshot>> => {
      if (!client) throw new Error('No connection to the chain')
      const markets = await readNewest(queryClient, client, queryKey, {
        read: () => reader.fetchMarkets(client, chain.id, options),
        marketsOf: (snapshot) => snapshot,
        pace: steadyPaceOf(chain),
      })
      if (!scope) forgetParts(queryClient, queryKey)
      return markets
    },
    enabled: client !== undefined,
    refetchInterval: refetchAtPace(chain),
  })
}

/** The first markets while the others are under way, where nothing is known yet. */
function showPart(queryClient: QueryClient, place: Place, part: MarketSnapshot): void {
  queryClient.setQueryData<ChainRead<MarketSnapshot>>(
    marketsKey(place),
    (known) =>
      known ?? {
        ...keepNewest(undefined, part, part.block, performance.now()),
        demand: demandOf(part.sentBytes ?? 0, steadyPaceOf(place.chain)),
        paceMs: refreshMsOf(place.chain),
        isPart: true,
      },
  )
}

type MarketsOptions = {
  /** False where the page has the markets of something else that it reads. */
  readonly isWanted?: boolean
  /** Whether the first markets are something, while others are under way. */
  readonly withPart?: boolean
  readonly scope?: Scope
}

export function usePlaceMarkets(
  place: Place,
  { isWanted = true, withPart = false, scope }: MarketsOptions = {},
): Reading<MarketSnapshot> {
  const { reader, chain } = place
  const client = useClient({ chainId: chain.id })
  const options = marketsQueryOptions(useQueryClient(), client, place, scope)
  const query = useQuery({ ...options, enabled: options.enabled && isWanted })
  const { snapshot, rest } = useReading(place, options.queryKey, query)
  const whole = useGrowth(place, isWanted && !rest.isPart ? snapshot : undefined, scope)
  const isPartShown = useRef(false)
  if (rest.isPart && withPart) isPartShown.current = true
  // nothing is measured of a part, and what was shown of it does not go while the whole is measured
  const meanwhile = isPartShown.current ? UNMEASURED : undefined
  const measured = (rest.isPart ? undefined : whole) ?? meanwhile
  const ownBlock = useOwnBlock(chain.id)
  const markets = useMemo(
    () => snapshot && measured && markAwaited(reader.applyGrowth(snapshot, measured.growth), ownBlock),
    [reader, snapshot, measured, ownBlock],
  )
  return { ...rest, data: markets }
}
