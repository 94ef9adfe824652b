import { use } from 'react'
import type { ProtocolAdapter } from '../protocols/protocol'
import { useCode } from './use-code'

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

/**
 * The adapter behind a farm or pool, for its pure functions; null until its code is there, which is fetched
 * when it is wanted, and at the latest at the visitor's first move: reading a page needs none of it.
 */
export function useAdapter({ protocol }: { readonly protocol: string }, isWanted: boolean) {
  return useCode(['adapter', protocol], () => loadAdapter({ protocol }), isWanted)
}

const awaited = new Map<string, Promise<ProtocolAdapter>>()

/** As `useAdapter`, for what is nothing without it: suspends until its code is there, throws where it does not come. */
export function useAdapterOrSuspend({ protocol }: { readonly protocol: string }): ProtocolAdapter {
  const known = awaited.get(protocol)
  if (known) return use(known)
  const promise = loadAdapter({ protocol })
  awaited.set(protocol, promise)
  promise.catch(() => awaited.delete(protocol))
  return use(promise)
}
