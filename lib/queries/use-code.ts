import { useQuery } from '@tanstack/react-query'
import type { ProtocolAdapter } from '../protocols/protocol'
import { loadAdapter } from './adapter'
import { useFirstMove } from './first-move'

/**
 * What code that comes later makes of the adapter behind `item`; null until both are there. They are fetched when they are
 * wanted, and at the latest at the visitor's first move: reading a page needs neither. `name` tells it from all other code.
 */
export function useCode<Made>(
  name: string,
  { protocol }: { readonly protocol: string },
  load: () => Promise<(adapter: ProtocolAdapter) => Made>,
  isWanted: boolean,
): Made | null {
  const isSomebodyThere = useFirstMove()
  const { data } = useQuery({
    queryKey: [name, protocol],
    queryFn: async () => {
      const [make, adapter] = await Promise.all([load(), loadAdapter({ protocol })])
      return make(adapter)
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
