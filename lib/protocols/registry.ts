import { gearboxV3 } from './gearbox-v3'
import type { ProtocolAdapter } from './protocol'

/** Every protocol that Furrow drives. Adding one is a folder and a line here. */
export const protocols: readonly ProtocolAdapter[] = [gearboxV3]

/** The adapter with this id; undefined for an id that no adapter has (a link from elsewhere, say). */
export function findProtocol(id: string): ProtocolAdapter | undefined {
  return protocols.find((protocol) => protocol.id === id)
}
