import { use } from 'react'
import type { ProtocolAdapter } from '../protocols/protocol'

/** Fetches the code of every protocol that drafts, encodes and explains; from then on it is there. */
export async function loadAdapters(): Promise<(id: string) => ProtocolAdapter | undefined> {
  const { findProtocol } = await import('../protocols/registry')
  return findProtocol
}

/** The adapter behind what came from a snapshot. Rejects where its code does not come. */
export async function loadAdapter(item: { readonly protocol: string }): Promise<ProtocolAdapter> {
  const adapter = (await loadAdapters())(item.protocol)
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
