import { useQuery } from '@tanstack/react-query'
import { useFirstMove } from './first-move'

/**
 * Code that a page is read without; null until it is there. It is fetched when it is wanted, and at the latest at the visitor's
 * first move. What does not come is asked for until it does: its place is kept meanwhile. `name` tells it from all other code.
 */
export function useLater<Code>(
  name: readonly string[],
  load: () => Promise<Code>,
  isWanted = false,
): Code | null {
  const isSomebodyThere = useFirstMove()
  const { data } = useQuery({
    queryKey: name,
    queryFn: load,
    enabled: isWanted || isSomebodyThere,
    // Code does not change while the page is open.
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
    retry: true,
    structuralSharing: false,
  })
  return data ?? null
}
