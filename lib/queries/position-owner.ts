import { useQuery } from '@tanstack/react-query'
import { useClient } from 'wagmi'
import type { Address } from '../domain/asset'
import type { Place } from './place'
import { askChain, chainQuery, findFault } from './read-chain'

/** Who owns a position, whoever asks. `data` is null where no such position exists. */
export function usePositionOwner({ reader, chain }: Place, positionId: string) {
  const client = useClient({ chainId: chain.id })
  const queryKey = ['position-owner', chain.id, reader.id, positionId] as const
  const { refetchInterval, ...options } = chainQuery(chain)
  const { data, refetch } = useQuery({
    ...options,
    queryKey,
    queryFn: async (): Promise<Address | null> => {
      if (!client) throw new Error('No connection to the chain')
      return askChain(client, queryKey, () => reader.fetchPositionOwner(client, chain.id, positionId))
    },
    enabled: client !== undefined,
    // An owner stays; a position that is not there may come, and a node that is not there too.
    refetchInterval: ({ state }) => (state.data && !state.error ? false : refetchInterval),
  })
  return { data, fault: findFault(queryKey), refetch: () => void refetch() }
}
