import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { Scope } from '../protocols/protocol'

/** The key of a part of what a query reads; of all of it where there is no scope. */
export function scopedKey<Key extends QueryKey>(key: Key, scope: Scope | undefined) {
  return [...key, ...(scope ? [scope] : [])] as const
}

/**
 * What a part begins with: what was read of all of it for another page or beside it, as old as that is, so that no page that
 * shows some of it waits. `take` says what of it to begin with.
 */
export function beginWithAll<Data>(
  queryClient: QueryClient,
  key: QueryKey,
  take: (data: Data) => Data | undefined = (data) => data,
) {
  return {
    initialData: () => {
      const known = queryClient.getQueryData<Data>(key)
      return known === undefined ? undefined : take(known)
    },
    initialDataUpdatedAt: () => queryClient.getQueryState(key)?.dataUpdatedAt,
  }
}

/** Parts that no page shows any more are forgotten once all of it was read: they would be older than that. */
export function forgetParts(queryClient: QueryClient, key: QueryKey): void {
  queryClient.removeQueries({
    queryKey: key,
    predicate: (query) => query.queryKey.length > key.length && query.getObserversCount() === 0,
  })
}
