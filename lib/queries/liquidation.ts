import { useQuery } from '@tanstack/react-query'
import { useClient } from 'wagmi'
import type { OwnedPosition } from '../domain/position'
import type { AccountSnapshot } from '../protocols/protocol'
import { loadAdapter } from './adapter'
import { mayHaveBeenLiquidated } from './may-have-been-liquidated'

/**
 * A position's last liquidation; `data` is null where there was none. What still has a debt is asked about only
 * where its protocol liquidates parts. History does not change, so it is read once for as long as somebody looks.
 */
export function useLiquidation(position: OwnedPosition, account: AccountSnapshot) {
  const client = useClient({ chainId: position.chainId })
  return useQuery({
    queryKey: ['liquidation', position.chainId, position.id],
    queryFn: async () => {
      const adapter = await loadAdapter(position)
      if (!client || !adapter.fetchLiquidation) return null
      return adapter.fetchLiquidation(client, account, position.id)
    },
    enabled: client !== undefined && mayHaveBeenLiquidated(position),
    staleTime: 'static',
    // Forgotten once nobody looks: the position may have borrowed, and been liquidated, again.
    gcTime: 0,
  })
}
