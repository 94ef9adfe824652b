import type { ProtocolAdapter } from '../protocols/protocol'
import { findProtocol } from '../protocols/registry'

/** The adapter behind a farm or position, for its pure functions. Throws for an id that came from no snapshot. */
export function protocolOf(item: { readonly protocol: string }): ProtocolAdapter {
  const protocol = findProtocol(item.protocol)
  if (!protocol) throw new Error(`No adapter for protocol ${item.protocol}`)
  return protocol
}
