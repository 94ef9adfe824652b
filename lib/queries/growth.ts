import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Chain } from 'viem'
import { useClient } from 'wagmi'
import { withTimeLimit } from '../execution/time-limit'
import type { Growth, MarketSnapshot, Scope } from '../protocols/protocol'
import { refreshMsOf } from './pace'
import type { Place } from './place'
import { beginWithAll, scopedKey } from './scoped'

const LIMIT_MS = 10_000

/** So long figures wait for what is usually there at once, rather than come without it and then jump. */
const PATIENCE_MS = 1_500

/** What was measured; `growth` is null where it could not be. */
type Measured = { readonly growth: Growth }

/** A rate of a year does not change from block to block; one that is missing is asked for with every read. */
const REFRESH_MS = 60_000

/**
 * How a place's holdings grow, or those of a scope, measured once a minute and apart from everything else: undefined while figures
 * had better wait for it. What was measured before stands in for what is under way. Of what an account's positions rest on
 * nothing is measured: all of the place is, beside it.
 */
export function useGrowth(
  { reader, chain }: Place,
  markets: MarketSnapshot | undefined,
  scope?: Scope,
): Measured | undefined {
  const client = useClient({ chainId: chain.id })
  const queryClient = useQueryClient()
  const wholeKey = ['growth', chain.id, reader.id] as const
  const isBesideAll = scope !== undefined && 'positions' in scope
  const { data, isPending } = useQuery({
    ...(scope && !isBesideAll && beginWithAll<Measured>(queryClient, wholeKey)),
    queryKey: scopedKey(wholeKey, isBesideAll ? undefined : scope),
    queryFn: async (): Promise<Measured> => {
      if (!client || !markets) return UNMEASURED
      // What cannot be measured is not known, and keeps nothing else from being shown.
      const growth = withTimeLimit(reader.fetchGrowth(client, markets), LIMIT_MS).catch(() => null)
      return { growth: await growth }
    },
    enabled: client !== undefined && markets !== undefined && !isBesideAll,
    staleTime: ({ state }) => refreshGrowthMs(chain, state.data),
    refetchInterval: ({ state }) => refreshGrowthMs(chain, state.data),
    gcTime: 60_000,
    structuralSharing: false,
  })
  const isLate = useIsLate(markets !== undefined && isPending)
  return data ?? (isLate ? UNMEASURED : undefined)
}

/** When a measurement is made anew. */
export function refreshGrowthMs(chain: Chain, known: Measured | undefined): number {
  return known && known.growth !== null ? REFRESH_MS : refreshMsOf(chain)
}

export const UNMEASURED: Measured = { growth: null }

function useIsLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!isWaiting) return setLate(false)
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [isWaiting])
  return isLate
}
