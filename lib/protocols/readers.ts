import { aaveV3Deployment, makeHead, sparkDeployment } from './aave-v3/heads'
import { gearboxV3Reader } from './gearbox-v3/reader'
import { makeLazyReader } from './lazy/make-lazy-reader'
import type { ProtocolReader } from './protocol'

/** The reading part of every protocol in `adapters.ts`: what each page loads. */
export const readers: readonly ProtocolReader[] = [
  gearboxV3Reader,
  makeLazyReader(makeHead(aaveV3Deployment), async () => (await import('./aave-v3/reader')).aaveV3Reader),
  makeLazyReader(makeHead(sparkDeployment), async () => (await import('./aave-v3/reader')).sparkReader),
]
