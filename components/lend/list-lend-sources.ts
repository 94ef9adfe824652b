import type { Address } from '../../lib/domain/asset'
import type { SnapshotReading } from '../../lib/queries/page-snapshots'
import type { LendFormSource } from './use-lend-form'

/** Every pool of what was read, with the account's view of it, both of one block. null while nothing was read. */
export function listLendSources(
  owner: Address | null,
  readings: readonly Pick<SnapshotReading, 'data' | 'account' | 'readAtMs'>[],
): readonly LendFormSource[] | null {
  const known = readings.flatMap(({ data, ...rest }) => (data ? [{ markets: data, ...rest }] : []))
  if (known.length === 0 && readings.length > 0) return null
  return known.flatMap(({ markets, account, readAtMs }) =>
    markets.pools.map((pool) => ({ pool, markets, readAtMs, owner, account })),
  )
}

/** The pools of each place, by the name that tells it from the others, in their order. */
export function groupByPlace(
  sources: readonly LendFormSource[],
  nameOf: (pool: LendFormSource['pool']) => string,
): readonly { readonly name: string; readonly sources: readonly LendFormSource[] }[] {
  const names = [...new Set(sources.map(({ pool }) => nameOf(pool)))]
  return names.map((name) => ({ name, sources: sources.filter(({ pool }) => nameOf(pool) === name) }))
}

/** Those whose token or place has every word of a search in it, in whatever case. */
export function searchSources(
  sources: readonly LendFormSource[],
  search: string,
  nameOf: (pool: LendFormSource['pool']) => string,
): readonly LendFormSource[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return sources.filter(({ pool }) => {
    const text = [pool.asset.symbol, pool.asset.name, nameOf(pool)].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
