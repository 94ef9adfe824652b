import type { QueryClient } from '@tanstack/react-query'

/** Everything on the page that a transaction can change, by the first part of its query's key; the chain's id follows. */
const AFFECTED_QUERIES = ['markets', 'account', 'position-owner', 'simulation'] as const

/**
 * Has read again what a transaction on that chain may have changed, and forgets what other pages had read of it. Never
 * rejects: what cannot be read says so in its place.
 */
export async function refreshFigures(queryClient: QueryClient, chainId: number): Promise<void> {
  for (const name of AFFECTED_QUERIES) {
    queryClient.removeQueries({
      queryKey: [name, chainId],
      predicate: (query) => query.getObserversCount() === 0,
    })
  }
  await Promise.all(
    AFFECTED_QUERIES.map((name) => queryClient.invalidateQueries({ queryKey: [name, chainId] })),
  )
}
