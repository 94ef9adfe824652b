import type { ProtocolAdapter } from './protocol'

/** A protocol's adapter, and how its code comes. */
export type AdapterCode = { readonly id: string; readonly load: () => Promise<ProtocolAdapter> }

/**
 * Every protocol that Furrow drives, each with code of its own: who plans on one loads none of another's. Adding one is a folder
 * and a line here.
 */
export const adapters: readonly AdapterCode[] = [
  { id: 'gearbox-v3', load: async () => (await import('./gearbox-v3')).gearboxV3 },
  { id: 'aave-v3', load: async () => (await import('./aave-v3')).aaveV3Adapter },
  { id: 'spark', load: async () => (await import('./aave-v3')).sparkAdapter },
]
