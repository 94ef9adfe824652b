import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Client } from 'viem'
import { useClient } from 'wagmi'
import { activeChain } from '../config/chains'
import type { Address } from '../domain/asset'
import type { AccountSnapshot } from '../protocols/protocol'
import { readers } from '../protocols/readers'
import { REFRESH_MS } from './markets'

/** An account's positions and wallet in every protocol on a chain: 3 RPC requests at most for each protocol. */
function accountQueryOptions(client: Client | undefined, chainId: number, owner: Address | null) {
  return queryOptions({
    queryKey: ['account', chainId, owner],
    queryFn: async (): Promise<readonly AccountSnapshot[]> => {
      if (!client || !owner) throw new Error('No connection to the chain')
      return Promise.all(
        readers.filter((p) => p.entryOn(chainId) !== null).map((p) => p.fetchAccount(client, chainId, owner)),
      )
    },
    enabled: client !== undefined && owner !== null,
    staleTime: REFRESH_MS,
    refetchInterval: REFRESH_MS,
  })
}

export function useAccountSnapshots(owner: Address | null) {
  const client = useClient({ chainId: activeChain.id })
  return useQuery(accountQueryOptions(client, activeChain.id, owner))
}

/** Who owns a position, whoever asks. `data` is null where no such position exists. */
export function usePositionOwner(positionId: string | null) {
  const client = useClient({ chainId: activeChain.id })
  return useQuery({
    queryKey: ['position-owner', activeChain.id, positionId],
    queryFn: async (): Promise<Address | null> => {
      const protocol = readers.find((p) => positionId?.startsWith(`${p.id}:`))
      if (!client || !protocol || !positionId) return null
      return protocol.fetchPositionOwner(client, activeChain.id, positionId)
    },
    enabled: client !== undefined && positionId !== null,
  })
}
