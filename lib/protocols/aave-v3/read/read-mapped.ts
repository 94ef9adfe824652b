import { type Address, isSameAddress } from '../../../domain/asset'
import type { Answers } from '../../batch/answers'
import type { Batch } from '../../batch/batch'
import { readPools, type UniswapV3Pool, type UnreadablePool } from '../venues/uniswap-v3/read'
import type { RawUnreadable } from './raw'
import type { Structure } from './structure'

const VENUE = 'Uniswap V3'

type PoolsResult = { readonly pools: readonly UniswapV3Pool[]; readonly unreadable: readonly RawUnreadable[] }

/** The pools that are mapped, at one block. */
export function readMapped(batch: Batch, structure: Structure): (answers: Answers) => PoolsResult {
  const read = readPools(batch, structure.maps)
  return (answers) => {
    const { pools, unreadable } = read(answers)
    return { pools, unreadable: describePools(structure, unreadable) }
  }
}

/** By its assets' symbols: a pool has no name. */
export function describePools(
  { reserves }: Structure,
  unreadable: readonly UnreadablePool[],
): readonly RawUnreadable[] {
  const symbolOf = (token: Address) =>
    reserves.find(({ underlying }) => isSameAddress(underlying, token))?.symbol || token
  return unreadable.map(({ pair, reason }) =>
    pair
      ? { kind: 'pool', name: `${VENUE} ${pair.map(symbolOf).join('/')}`, reason }
      : { kind: 'exchange', name: VENUE, reason },
  )
}
