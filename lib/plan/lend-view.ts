import type { AssetAmount } from '../domain/asset'
import {
  computeSupplied,
  computeUtilisationWad,
  type LendingPool,
  type LendingSupply,
} from '../domain/lending'
import type { YieldSource } from '../domain/position'
import type { AccountSnapshot, LendingDraft } from '../protocols/protocol'
import { applyWalletChanges, findBalances } from './wallet-view'

/** One side of a before → after of lending. */
export type LendView = {
  /** What the owner could take out of the pool if nobody else did, the fee off. */
  readonly supplied: AssetAmount
  /** null where no wallet is known. */
  readonly wallet: AssetAmount | null
  /** Yearly rate to lenders; null where it cannot be estimated. */
  readonly supplyAprWad: bigint | null
  /** What lenders are paid on top of it. */
  readonly rewards: readonly YieldSource[]
  readonly utilisationWad: bigint
  readonly availableLiquidity: AssetAmount
}

/** What the owner has in a pool; null where that is nothing, and where nobody is connected. */
export function findSupply(account: AccountSnapshot | null, poolId: string): LendingSupply | null {
  return account?.supplies.find((supply) => supply.poolId === poolId) ?? null
}

/** The owner's shares of a pool; 0n of one that they have none of, and where nobody is connected. */
export function findSuppliedShares(account: AccountSnapshot | null, poolId: string): bigint {
  return findSupply(account, poolId)?.shares ?? 0n
}

/** A pool and the account's part in it, as both were read. */
export function viewLending(pool: LendingPool, account: AccountSnapshot | null): LendView {
  const { asset } = pool
  return {
    supplied: { asset, amount: computeSupplied(pool, findSuppliedShares(account, pool.id)) },
    wallet: (account && findBalances(account, [asset])[0]) ?? null,
    supplyAprWad: pool.supplyAprWad,
    rewards: pool.rewards ?? [],
    utilisationWad: computeUtilisationWad(pool),
    availableLiquidity: { asset, amount: pool.availableLiquidity },
  }
}

/** The same of a later snapshot of the account, by the pool's id; null where the pool is gone. */
export function viewLendingOf(account: AccountSnapshot, poolId: string): LendView | null {
  const pool = account.markets.pools.find((candidate) => candidate.id === poolId)
  return pool ? viewLending(pool, account) : null
}

/** Our own arithmetic: the pool after a draft, everybody else standing still. */
export function estimateLending(
  pool: LendingPool,
  account: AccountSnapshot | null,
  draft: LendingDraft,
): LendView {
  const { outcome, supplyAprWadAfter, rewardsAfter } = draft
  const { asset } = pool
  const wallet = account ? applyWalletChanges(findBalances(account, [asset]), draft.walletChanges)[0] : null
  return {
    supplied: { asset, amount: computeSupplied({ ...pool, ...outcome }, outcome.shares) },
    wallet: wallet ?? null,
    supplyAprWad: supplyAprWadAfter,
    rewards: rewardsAfter ?? pool.rewards ?? [],
    utilisationWad: computeUtilisationWad(outcome),
    availableLiquidity: { asset, amount: outcome.availableLiquidity },
  }
}
