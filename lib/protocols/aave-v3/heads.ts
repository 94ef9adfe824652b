import type { Address } from '../../domain/asset'
import type { ReaderHead } from '../protocol'

/** Somebody's deployments, as every page knows them: nothing else of this folder comes before the first read. */
export type Deployment = {
  readonly id: string
  readonly name: string
  /** The `PoolAddressesProvider` on each chain: the one address that is known beforehand. Everything else is found from it. */
  readonly entries: Readonly<Record<number, Address>>
}

/** On the practice chain each provider is the first contract that its own deployer creates. */
const practiceAave: Address = '0x8464135c8F25Da09e49BC8782676a84730C318bC'
const practiceSpark: Address = '0x663F3ad617193148711d28f5334eE4Ed07016602'

export const aaveV3Deployment: Deployment = {
  id: 'aave-v3',
  name: 'Aave V3',
  entries: { 31337: practiceAave, 31338: practiceAave },
}

export const sparkDeployment: Deployment = {
  id: 'spark',
  name: 'SparkLend',
  entries: { 31337: practiceSpark, 31338: practiceSpark },
}

export function makeHead({ id, name, entries }: Deployment): ReaderHead {
  return {
    id,
    name,
    // `LiquidationLogic` takes at most half of a debt, or all of it close to the end
    liquidates: 'parts',
    hasPools: true,
    entryOn: (chainId) => entries[chainId] ?? null,
  }
}
