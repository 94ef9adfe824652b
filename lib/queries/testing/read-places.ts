import type { QueryClient } from '@tanstack/react-query'
import { createAppQueryClient } from '../../config/query-client'
import type { Address } from '../../domain/asset'
import { accountQueryOptions } from '../account'
import { marketsQueryOptions } from '../markets'
import { keyOf, places } from '../place'
import { madeUpNode } from './made-up'

const BLOCK = 7n

/**
 * A cache in which every place was asked once for its markets, or for an account, of which those with these keys
 * failed for certain.
 */
export async function readPlaces(
  failing: readonly string[],
  owner: Address | null = null,
): Promise<QueryClient> {
  const queryClient = createAppQueryClient()
  queryClient.setDefaultOptions({ queries: { ...queryClient.getDefaultOptions().queries, retryDelay: 0 } })
  await Promise.all(
    places.map(async (place) => {
      const { reader, chain } = place
      const { client } = madeUpNode(chain, () => {
        if (failing.includes(keyOf(place))) throw new Error('out of luck')
        return BLOCK
      })
      await (owner
        ? queryClient.prefetchQuery({ ...accountQueryOptions(queryClient, client, place, owner), retry: 1 })
        : queryClient.prefetchQuery({ ...marketsQueryOptions(queryClient, client, place), retry: 1 }))
      queryClient.setQueryData(['growth', chain.id, reader.id], { growth: null })
    }),
  )
  return queryClient
}
