import { isSameAddress } from '../../../domain/asset'
import { isSameId } from '../../../domain/id'
import type { LendingPool, LendingSupply } from '../../../domain/lending'
import { makePoolId, PROTOCOL_ID } from '../ids'
import { convertAsset, tokenOf } from './assets'
import { RAY_PER_WAD } from './rates'
import type { RawMarket, RawPool, RawSnapshot } from './raw'

/** A pool with the first market that borrows from it: what both say of the pool is the same. */
export type PoolInMarket = { readonly pool: RawPool; readonly market: RawMarket }

/** Every pool, also where its markets take no new borrowers: lenders must get out of those too. */
export function convertPools(raw: RawSnapshot, chainId: number): readonly LendingPool[] {
  return raw.pools.map((pool) => convertPool({ pool, market: marketOfPool(raw, pool) }, chainId))
}

function convertPool({ pool, market }: PoolInMarket, chainId: number): LendingPool {
  const underlying = tokenOf(market, market.underlying)
  return {
    id: makePoolId(chainId, pool.pool),
    protocol: PROTOCOL_ID,
    chainId,
    address: pool.pool,
    name: pool.name,
    asset: convertAsset(underlying),
    priceE8: underlying.price,
    totalAssets: market.expectedLiquidity,
    totalShares: pool.totalShares,
    availableLiquidity: market.availableLiquidity,
    supplyAprWad: market.supplyRate / RAY_PER_WAD,
    withdrawFeeBps: BigInt(pool.withdrawFee),
    isPaused: pool.isPaused,
  }
}

/** The pools that the owner who was read has shares of. */
export function convertSupplies(raw: RawSnapshot, chainId: number): readonly LendingSupply[] {
  return raw.pools
    .filter((pool) => pool.ownerShares > 0n)
    .map((pool) => ({ poolId: makePoolId(chainId, pool.pool), shares: pool.ownerShares }))
}

/** A pool by its id; undefined where the snapshot has none. */
export function findPool(raw: RawSnapshot, chainId: number, poolId: string): PoolInMarket | undefined {
  const pool = raw.pools.find((p) => isSameId(makePoolId(chainId, p.pool), poolId))
  return pool && { pool, market: marketOfPool(raw, pool) }
}

function marketOfPool(raw: RawSnapshot, pool: RawPool): RawMarket {
  const market = raw.markets.find((m) => isSameAddress(m.pool, pool.pool))
  if (!market) throw new Error(`No market borrows from pool ${pool.pool}`)
  return market
}
