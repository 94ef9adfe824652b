import { adapters } from './adapters'
import type { ProtocolAdapter } from './protocol'

/** Every adapter in `adapters.ts`, with all of its code: for tests and tools, and never for a page. */
export const protocols: readonly ProtocolAdapter[] = await Promise.all(adapters.map(({ load }) => load()))
