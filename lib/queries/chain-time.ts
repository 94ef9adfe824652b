import { useQuery } from '@tanstack/react-query'
import type { Client } from 'viem'
import { useClient, useConnection } from 'wagmi'
import { type ChainClock, type ChainRead, computeChainTimeMs } from './chain-read'

const CLOCK_REFRESH_MS = 60_000

/**
 * The chain's own time when something was read, in milliseconds. For whoever can sign the node is asked for it;
 * for everybody else, whose plans are estimates, the block's is enough.
 */
export function useChainTimeMs(chainId: number, read: ChainRead<unknown> | undefined): number {
  const client = useClient({ chainId })
  const { isConnected } = useConnection()
  const { data } = useQuery({
    queryKey: ['chain-time', chainId],
    queryFn: () => fetchChainClock(client),
    enabled: client !== undefined && isConnected,
    staleTime: CLOCK_REFRESH_MS,
    refetchInterval: CLOCK_REFRESH_MS,
    retry: false,
  })
  return read ? computeChainTimeMs(read, data ?? null) : 0
}

/** By the block that is being made, which has the node's present time; by the latest where a node makes none. */
async function fetchChainClock(client: Client | undefined): Promise<ChainClock> {
  if (!client) throw new Error('No connection to the chain')
  const read = async (tag: 'pending' | 'latest') => {
    const block = await client.request({ method: 'eth_getBlockByNumber', params: [tag, false] })
    return BigInt(block?.timestamp ?? Number.NaN)
  }
  const seconds = await read('pending').catch(() => read('latest'))
  return { seconds, atMs: performance.now() }
}
