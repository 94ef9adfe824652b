import { useQuery } from '@tanstack/react-query'
import { useFirstMove } from './first-move'

/**
 * What code that comes later exports; null until it is there, which is fetched when it is wanted, and at the latest
 * at the visitor's first move: reading a page needs none of it. `key` tells it from all other code.
 */
export function useCode<Code>(
  key: readonly string[],
  load: () => Promise<Code>,
  isWanted: boolean,
): Code | null {
  const isSomebodyThere = useFirstMove()
  const { data } = useQuery({
    queryKey: key,
    queryFn: load,
    enabled: isWanted || isSomebodyThere,
    // Code does not change while the page is open; what does not come is asked for until it does.
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
    retry: true,
    structuralSharing: false,
  })
  return data ?? null
}
