import { useQuery } from '@tanstack/react-query'
import type { Farm } from '../../lib/domain/farm'
import { loadAdapter } from '../../lib/queries/adapter'
import { useFirstMove } from '../../lib/queries/first-move'

/** What plans an opening; null until its code is there, which comes at the visitor's first move where it is not wanted before. */
export function useOpeningPlanner({ protocol }: Farm, isWanted: boolean) {
  const isSomebodyThere = useFirstMove()
  const { data } = useQuery({
    queryKey: ['opening-planner', protocol],
    queryFn: async () => {
      const [{ makeOpeningPlanner }, adapter] = await Promise.all([
        import('./opening-planner'),
        loadAdapter({ protocol }),
      ])
      return makeOpeningPlanner(adapter)
    },
    enabled: isWanted || isSomebodyThere,
    // Code does not change while the page is open; what does not come is asked for until it does.
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
    retry: true,
    structuralSharing: false,
  })
  return data ?? null
}
