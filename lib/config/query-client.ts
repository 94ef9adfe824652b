import { QueryClient } from '@tanstack/react-query'
import { hashFn } from 'wagmi/query'

const RETRY_DELAY_MS = 800

/** One retry: a node that fails twice is shown as unreachable at once, and asked again at the next refresh. */
export function createAppQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Keys hold amounts, which JSON alone cannot hash.
        queryKeyHashFn: hashFn,
        retry: 1,
        retryDelay: RETRY_DELAY_MS,
        staleTime: 4_000,
        // Always ask: the browser's own idea of being offline does not know about a local chain.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
