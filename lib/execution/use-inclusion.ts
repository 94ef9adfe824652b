import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useClient } from 'wagmi'
import type { Hex } from '../domain/call'
import { type Inclusion, lookAtInclusion } from './finality'

const LOOK_MS = 12_000
const LOOK_AGAIN_MS = 3_000

/** Where a transaction is that was seen in block `seenIn`, until it is final; undefined before the first look. */
export function useInclusion(
  chainId: number,
  hash: Hex | null,
  seenIn: bigint | null,
): Inclusion | undefined {
  const client = useClient({ chainId })
  const queryClient = useQueryClient()
  const queryKey = ['inclusion', chainId, hash, seenIn]
  const { data } = useQuery({
    queryKey,
    queryFn: (): Promise<Inclusion> => {
      if (!client || !hash || seenIn === null) throw new Error('Nothing to look for')
      return lookAtInclusion(client, hash, seenIn, queryClient.getQueryData(queryKey))
    },
    enabled: client !== undefined && hash !== null && seenIn !== null,
    staleTime: LOOK_AGAIN_MS,
    refetchInterval: ({ state }) => {
      if (state.data?.isFinal) return false
      return state.data?.misses ? LOOK_AGAIN_MS : LOOK_MS
    },
    retry: false,
  })
  return data
}
