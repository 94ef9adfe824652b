import type { LendingPool } from '../../lib/domain/lending'
import { formatSymbol } from '../../lib/format/symbol'
import { tellPlaceOf } from '../../lib/queries/place'

/** By which a pool is told from every other of the page: several places may lend the same. */
export function namePool(pool: LendingPool): string {
  const place = tellPlaceOf(pool)
  return [`${formatSymbol(pool.asset)} pool`, ...(place === null ? [] : [`on ${place}`])].join(' ')
}

/** Where a pool's card is on the page. */
export function anchorOf({ id }: LendingPool): string {
  return `pool-${id}`
}
