import type { ProtocolReader } from '../protocols/protocol'
import { readers } from '../protocols/readers'

/** What reads the protocol of a farm, pool or position. Throws for an id that came from no snapshot. */
export function protocolOf(item: { readonly protocol: string }): ProtocolReader {
  const protocol = readers.find(({ id }) => id === item.protocol)
  if (!protocol) throw new Error(`No adapter for protocol ${item.protocol}`)
  return protocol
}
