import type { QueryClient } from '@tanstack/react-query'

/** Everything on the page that a transaction can change, by the first part of its query's key; the chain's id follows. */
const AFFECTED_QUERIES = ['markets', 'account', 'position-owner', 'simulation'] as const

/** Has read again what a transaction on that chain may have changed. Never rejects: what cannot be read says so in its place. */
export async function refreshFigures(queryClient: QueryClient, chainId: number): Promise<void> {
  await Promise.all(
    AFFECTED_QUERIES.map((name) => queryClient.invalidateQueries({ queryKey: [name, chainId] })),
  )
}
