import { useQuery } from '@tanstack/react-query'
import { useClient } from 'wagmi'
import type { Intent } from '../domain/intent'
import type { Issue } from '../domain/issue'
import type { AccountSnapshot, MarketSnapshot } from '../protocols/protocol'
import { loadAdapter } from './adapter'
import { REFRESH_MS } from './pace'
import { askChain, findFault } from './read-chain'

/** Between two tries: the node that is asked may not have the block yet. */
const RETRY_MS = 2_000

/**
 * An intent's account as it was at the end of one block, read in the very way that a simulation reads it; null until
 * it was. What happened in a block does not change, so it is read once.
 */
export function useAccountAt(
  markets: MarketSnapshot,
  intent: Intent,
  blockNumber: bigint,
): { readonly account: AccountSnapshot | null; readonly fault: Issue | null } {
  const client = useClient({ chainId: markets.chainId })
  const queryKey = ['account-at', markets.chainId, markets.protocol, intent, blockNumber] as const
  const { data } = useQuery({
    queryKey,
    queryFn: async (): Promise<AccountSnapshot> => {
      if (!client) throw new Error('No connection to the chain')
      const { fetchAccountAt } = await loadAdapter(markets)
      return askChain(client, queryKey, () => fetchAccountAt(client, markets, intent, blockNumber))
    },
    enabled: client !== undefined,
    staleTime: 'static',
    refetchInterval: ({ state }) => {
      if (state.data) return false
      return state.errorUpdateCount < 5 ? RETRY_MS : REFRESH_MS
    },
    retry: false,
    notifyOnChangeProps: ['data', 'errorUpdatedAt'],
  })
  return { account: data ?? null, fault: findFault(queryKey) }
}
