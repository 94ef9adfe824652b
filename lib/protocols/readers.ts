import { gearboxV3Reader } from './gearbox-v3/reader'
import type { ProtocolReader } from './protocol'

/** The reading part of every protocol in `adapters.ts`: what each page loads. */
export const readers: readonly ProtocolReader[] = [gearboxV3Reader]
