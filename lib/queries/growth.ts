import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useClient } from 'wagmi'
import { activeChain } from '../config/chains'
import { withTimeLimit } from '../execution/time-limit'
import type { Growth, MarketSnapshot } from '../protocols/protocol'
import { protocolOf } from './protocol'

const LIMIT_MS = 10_000

/** So long figures wait for what is usually there at once, rather than come without it and then jump. */
const PATIENCE_MS = 1_500

/**
 * How holdings grow, measured for each new block and apart from everything else: undefined while figures had
 * better wait for it, null where it is not measured. What was measured before stands in for what is under way.
 */
export function useGrowth(
  markets: readonly MarketSnapshot[] | undefined,
): ReadonlyMap<string, Growth> | null | undefined {
  const client = useClient({ chainId: activeChain.id })
  const key = markets?.map(({ protocol, block }) => `${protocol}@${block.number}`)
  const { data, isPending } = useQuery({
    queryKey: ['growth', activeChain.id, key ?? null],
    queryFn: async (): Promise<ReadonlyMap<string, Growth>> => {
      if (!client || !markets) return new Map()
      const measured = markets.map(async (snapshot): Promise<[string, Growth]> => {
        const growth = withTimeLimit(protocolOf(snapshot).fetchGrowth(client, snapshot), LIMIT_MS)
        // What cannot be measured is not known, and keeps nothing else from being shown.
        return [snapshot.protocol, await growth.catch(() => null)]
      })
      return new Map(await Promise.all(measured))
    },
    enabled: client !== undefined && markets !== undefined,
    placeholderData: (previous) => previous,
    staleTime: 'static',
    gcTime: 60_000,
    structuralSharing: false,
  })
  const isLate = useIsLate(markets !== undefined && isPending)
  if (data) return data
  return isLate ? null : undefined
}

function useIsLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    if (!isWaiting) return setLate(false)
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [isWaiting])
  return isLate
}
