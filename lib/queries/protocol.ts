import type { ProtocolAdapter } from '../protocols/protocol'
import { findProtocol } from '../protocols/registry'

/** The adapter behind a farm or position, for its pure functions. Throws for an id that came from no snapshot. */
export function protocolOf(item: { readonly protocol: string }): ProtocolAdapter {
  const protocol = findProtocol(item.protocol)
  if (!protocol) throw new Error(`No adapter for protocol ${item.protocol}`)
  return protocol
}

/** The adapter that can read a revert of this protocol; undefined where a link or a memory names one that is gone. */
export function findErrorReader(id: string): ProtocolAdapter | undefined {
  return findProtocol(id)
}
