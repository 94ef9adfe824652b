import type { Address, Asset } from './asset'
import {
  BPS,
  ceilDiv,
  max,
  min,
  mulDiv,
  mulDivDown,
  mulDivUp,
  type Rounding,
  SECONDS_PER_YEAR,
  WAD,
} from './math'
import type { YieldSource } from './position'
import type { Unit } from './unit'

/**
 * A pool that lenders supply one asset to and hold shares of: borrowers' interest makes each of them worth more (ERC-4626), or it
 * makes more of them, and each is a unit of the asset (then there are as many as there are assets).
 */
export type LendingPool = {
  /** `<protocol>:<chainId>:<pool>` */
  readonly id: string
  readonly protocol: string
  readonly chainId: number
  readonly address: Address
  /** The pool contract's own text: show it as text, never trust it. */
  readonly name: string
  readonly asset: Asset
  /** Oracle price with 8 decimals; 0n where there is none. */
  readonly priceE8: bigint
  /** What it is in; the dollar where left out. */
  readonly unit?: Unit
  /** What all lenders own: what lies in the pool and what borrowers owe it, interest included. */
  readonly totalAssets: bigint
  readonly totalShares: bigint
  /** What lies in the pool and can leave it now. */
  readonly availableLiquidity: bigint
  /** Yearly simple rate to lenders now, after fees, on what they supplied. 1e18 = 100 %. */
  readonly supplyAprWad: bigint
  /** Taken from what leaves the pool. */
  readonly withdrawFeeBps: bigint
  readonly isPaused: boolean
  /**
   * How much more it takes, whatever interest fills it with until a supply is mined; 0n where it takes nothing. Left out where it
   * takes any amount.
   */
  readonly supplyRoom?: bigint
  /** Paid to lenders beside their interest, over all that is supplied. Left out where nothing ever was. */
  readonly rewards?: readonly YieldSource[]
}

/** What a share is reckoned from. */
export type ShareTotals = Pick<LendingPool, 'totalAssets' | 'totalShares'>

/** An account's share of a pool. */
export type LendingSupply = {
  readonly poolId: string
  readonly shares: bigint
  /** The position that it is a part of, where its protocol judges all that an account has together: it is counted there. */
  readonly within?: {
    readonly positionId: string
    /** Whether it counts there for something that is owed: then it leaves as that position's collateral alone. */
    readonly isPledged: boolean
  }
}

/** A pool and an owner's part in it after something was done. */
export type LendingOutcome = {
  readonly totalAssets: bigint
  readonly totalShares: bigint
  readonly availableLiquidity: bigint
  /** The owner's. */
  readonly shares: bigint
}

export type WithdrawalLimit = {
  /** The most that can be withdrawn now, in the asset's smallest unit: one more is refused. */
  readonly amount: bigint
  /** Why it is not more. */
  readonly limitedBy: 'supply' | 'liquidity' | 'paused' | 'debt'
  /** Whether everything can be redeemed, the interest until a block soon included. */
  readonly canTakeAll: boolean
}

/** A withdrawal of everything waits for its block this long at most before it is planned anew. */
const REDEMPTION_WAIT_SECONDS = 86_400n

/** The part of the pool that is lent out, 1e18 = 100 %, rounded down. */
export function computeUtilisationWad(pool: Pick<LendingPool, 'totalAssets' | 'availableLiquidity'>): bigint {
  if (pool.totalAssets <= pool.availableLiquidity) return 0n
  return mulDivDown(pool.totalAssets - pool.availableLiquidity, WAD, pool.totalAssets)
}

/** Shares for assets (`PoolV3._convertToShares`): minted rounded down, burnt rounded up. */
export function computeShares(totals: ShareTotals, assets: bigint, rounding: Rounding): bigint {
  if (assets === 0n || totals.totalShares === 0n) return assets
  return mulDiv(assets, totals.totalShares, totals.totalAssets, rounding)
}

/** What shares are worth inside the pool, before any fee, rounded down (`PoolV3._convertToAssets`). */
export function computeShareAssets(totals: ShareTotals, shares: bigint): bigint {
  return totals.totalShares === 0n ? shares : mulDivDown(shares, totals.totalAssets, totals.totalShares)
}

/** What redeeming these shares would bring to the wallet, the fee off, rounded down (`PoolV3.previewRedeem`). */
export function computeSupplied(
  pool: ShareTotals & Pick<LendingPool, 'withdrawFeeBps'>,
  shares: bigint,
): bigint {
  return mulDivDown(computeShareAssets(pool, shares), BPS - pool.withdrawFeeBps, BPS)
}

/** What leaves the pool so that `amount` arrives, rounded down (`PoolV3._amountWithWithdrawalFee`). */
export function computeWithdrawalCost(pool: Pick<LendingPool, 'withdrawFeeBps'>, amount: bigint): bigint {
  return mulDivDown(amount, BPS, BPS - pool.withdrawFeeBps)
}

/**
 * The most that an owner of these shares can withdraw: their worth, or what lies in the pool where that is
 * less. Exact: one unit more would need more shares or more liquidity than there are. Nothing of what is pledged for a debt.
 */
export function computeWithdrawalLimit(
  pool: LendingPool,
  shares: bigint,
  isPledged = false,
): WithdrawalLimit {
  if (pool.isPaused) return { amount: 0n, limitedBy: 'paused', canTakeAll: false }
  if (isPledged) return { amount: 0n, limitedBy: 'debt', canTakeAll: false }
  const owned = computeShareAssets(pool, shares)
  const sent = min(owned, pool.availableLiquidity)
  return {
    // the largest amount whose cost, rounded down, is not above what may be sent
    amount: ceilDiv((sent + 1n) * (BPS - pool.withdrawFeeBps), BPS) - 1n,
    limitedBy: owned > pool.availableLiquidity ? 'liquidity' : 'supply',
    canTakeAll:
      owned + computeGrowth(pool, owned) <= pool.availableLiquidity && computeSupplied(pool, shares) > 0n,
  }
}

/** Interest until the withdrawal is mined at twice today's rate, since utilisation can rise meanwhile. */
function computeGrowth(pool: LendingPool, owned: bigint): bigint {
  return mulDivUp(owned * 2n * pool.supplyAprWad, REDEMPTION_WAIT_SECONDS, WAD * SECONDS_PER_YEAR)
}

/** After supplying `amount` (`PoolV3.deposit`). */
export function computeSupplyOutcome(pool: LendingPool, shares: bigint, amount: bigint): LendingOutcome {
  const minted = computeShares(pool, amount, 'down')
  return {
    totalAssets: pool.totalAssets + amount,
    totalShares: pool.totalShares + minted,
    availableLiquidity: pool.availableLiquidity + amount,
    shares: shares + minted,
  }
}

/** After withdrawing exactly `amount` to the wallet (`PoolV3.withdraw`). */
export function computeWithdrawalOutcome(pool: LendingPool, shares: bigint, amount: bigint): LendingOutcome {
  const sent = computeWithdrawalCost(pool, amount)
  return takeOut(pool, shares, sent, computeShares(pool, sent, 'up'))
}

/** After redeeming all of an owner's shares (`PoolV3.redeem`). */
export function computeRedemptionOutcome(pool: LendingPool, shares: bigint): LendingOutcome {
  return takeOut(pool, shares, computeShareAssets(pool, shares), shares)
}

/** Nothing goes below zero: an estimate of what is refused is shown too. */
function takeOut(pool: LendingPool, shares: bigint, sent: bigint, burnt: bigint): LendingOutcome {
  return {
    totalAssets: max(0n, pool.totalAssets - sent),
    totalShares: max(0n, pool.totalShares - burnt),
    availableLiquidity: max(0n, pool.availableLiquidity - sent),
    shares: max(0n, shares - burnt),
  }
}
