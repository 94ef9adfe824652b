import { useQuery } from '@tanstack/react-query'
import { useClient } from 'wagmi'
import { activeChain } from '../config/chains'
import { hasDebt } from '../domain/health'
import type { OwnedPosition } from '../domain/position'
import type { AccountSnapshot } from '../protocols/protocol'
import { loadAdapter } from './adapter'

/**
 * How a position lost its debt to a liquidation; `data` is null where it did not. What has a debt is not asked
 * about. History does not change, so it is read once for as long as somebody looks.
 */
export function useLiquidation(position: OwnedPosition, account: AccountSnapshot) {
  const client = useClient({ chainId: activeChain.id })
  return useQuery({
    queryKey: ['liquidation', position.chainId, position.id],
    queryFn: async () => {
      const adapter = await loadAdapter(position)
      if (!client || !adapter.fetchLiquidation) return null
      return adapter.fetchLiquidation(client, account, position.id)
    },
    enabled: client !== undefined && !hasDebt(position),
    staleTime: 'static',
    // Forgotten once nobody looks: the position may have borrowed, and been liquidated, again.
    gcTime: 0,
  })
}
