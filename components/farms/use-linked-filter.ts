import { useMemo, useSyncExternalStore } from 'react'
import { changeAddress } from '../position/what-if/address'
import { type LinkedFilter, parseFilterQuery, writeFilterQuery } from './filter-query'

const listeners = new Set<() => void>()

/** The filter as the page's address has it: the address is all that keeps it. */
export function useLinkedFilter(protocols: readonly string[]) {
  const query = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    // The page is drawn once for all addresses.
    () => '',
  )
  const filter = useMemo(() => parseFilterQuery(query, protocols), [query, protocols])
  return [filter, setFilter] as const
}

function setFilter(filter: LinkedFilter): void {
  changeAddress((query) => writeFilterQuery(query, filter))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}
