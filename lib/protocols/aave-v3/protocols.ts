import type { Address } from '../../domain/asset'
import { aaveEntries, sparkEntries } from './addresses'
import { type Line, nearestLine, roundingLine } from './line'

/** Somebody's deployments of Aave V3's code, all of one line. */
export type LendingProtocol = {
  readonly id: string
  readonly name: string
  readonly line: Line
  /** The `PoolAddressesProvider` by chain. */
  readonly entries: Readonly<Record<number, Address>>
}

export const aaveV3: LendingProtocol = {
  id: 'aave-v3',
  name: 'Aave V3',
  line: roundingLine,
  entries: aaveEntries,
}

export const spark: LendingProtocol = {
  id: 'spark',
  name: 'SparkLend',
  line: nearestLine,
  entries: sparkEntries,
}
