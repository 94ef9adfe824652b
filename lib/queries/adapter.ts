import { use } from 'react'
import { adapters } from '../protocols/adapters'
import type { ProtocolAdapter } from '../protocols/protocol'

/**
 * Fetches the code of one protocol that drafts, encodes and explains; from then on it is there. Undefined for an id that no
 * adapter has (a link from elsewhere, say). Rejects where the code does not come; asked again, it is fetched again.
 */
export async function findAdapter(id: string): Promise<ProtocolAdapter | undefined> {
  return adapters.find((adapter) => adapter.id === id)?.load()
}

/** The adapter behind what came from a snapshot. Rejects where its code does not come. */
export async function loadAdapter(item: { readonly protocol: string }): Promise<ProtocolAdapter> {
  const adapter = await findAdapter(item.protocol)
  if (!adapter) throw new Error(`No adapter for protocol ${item.protocol}`)
  return adapter
}

const awaited = new Map<string, Promise<ProtocolAdapter>>()

/** The adapter behind what is nothing without it: suspends until its code is there, throws where it does not come. */
export function useAdapterOrSuspend({ protocol }: { readonly protocol: string }): ProtocolAdapter {
  const known = awaited.get(protocol)
  if (known) return use(known)
  const promise = loadAdapter({ protocol })
  awaited.set(protocol, promise)
  promise.catch(() => awaited.delete(protocol))
  return use(promise)
}
