import type { Asset } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import { max } from '../../lib/domain/math'

/** What can be said about a debt asset's lending from the farms that borrow it. */
export type PoolRow = {
  readonly key: string
  readonly protocol: string
  readonly asset: Asset
  readonly priceE8: bigint
  readonly borrowAprWad: bigint
  /** The most that any market of it can still lend; markets may share one pool, so it is no sum. */
  readonly availableLiquidity: bigint
  readonly farmNames: readonly string[]
}

/** One row per protocol and debt asset, in the order in which the farms name them. */
export function listPools(farms: readonly Farm[]): readonly PoolRow[] {
  const rows = new Map<string, PoolRow>()
  for (const { protocol, chainId, debtAsset, debtPriceE8, borrowAprWad, availableLiquidity, name } of farms) {
    const key = `${protocol}:${chainId}:${debtAsset.address.toLowerCase()}`
    const row = rows.get(key)
    rows.set(key, {
      key,
      protocol,
      asset: debtAsset,
      priceE8: debtPriceE8,
      borrowAprWad: max(row?.borrowAprWad ?? 0n, borrowAprWad),
      availableLiquidity: max(row?.availableLiquidity ?? 0n, availableLiquidity),
      farmNames: [...(row?.farmNames ?? []), name],
    })
  }
  return [...rows.values()]
}
