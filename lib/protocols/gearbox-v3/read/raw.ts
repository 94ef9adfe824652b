import type { Address } from '../../../domain/asset'
import type { Hex } from '../../../domain/call'
import type { ShareGrowth } from '../../batch/measure-growth'
import type { Structure } from './structure'

export type RawToken = {
  readonly token: Address
  readonly symbol: string
  readonly name: string
  readonly decimals: number
  /** Whether it is meant to be worth a dollar, by `addresses.ts`, whatever its price. */
  readonly isDollar: boolean
  /** Why nothing can be said of it, nor done with it; its figures are then 0. */
  readonly unreadable: string | null
  /** USD with 8 decimals; 0 where the oracle has no usable price. */
  readonly price: bigint
  /**
   * The lower of the price and its reserve feed's, as the protocol counts after trades and withdrawals; 0 without
   * a reserve feed.
   */
  readonly safePrice: bigint
  /** False where the oracle refuses to say the safe price, so that nothing that asks for it passes. */
  readonly hasSafePrice: boolean
  readonly feed: Address
  readonly feedUpdatedAt: bigint
  readonly feedStaleness: bigint
  readonly liquidationThreshold: number
  readonly isForbidden: boolean
  /** Stands for a balance that lies elsewhere: only its adapter can give it out. */
  readonly isPhantom: boolean
  readonly quotaRate: number
  readonly quotaIncreaseFee: number
  readonly quotaTotal: bigint
  readonly quotaLimit: bigint
  readonly walletBalance: bigint
  readonly walletAllowance: bigint
}

export type RawUniswapPool = {
  readonly adapter: Address
  readonly token0: Address
  readonly token1: Address
  readonly reserve0: bigint
  readonly reserve1: bigint
}

export type RawBalancerPool = {
  readonly adapter: Address
  readonly poolId: Hex
  readonly pool: Address
  readonly status: number
  readonly tokens: readonly Address[]
  readonly balances: readonly bigint[]
  /** Empty for a stable pool, which has none. */
  readonly weights: readonly bigint[]
  readonly swapFee: bigint
  readonly supply: bigint
}

export type RawStaking = {
  readonly adapter: Address
  readonly target: Address
  readonly stakingToken: Address
  readonly rewardsToken: Address
  readonly phantomToken: Address
  readonly rewardRate: bigint
  readonly periodFinish: bigint
  readonly supply: bigint
}

export type RawVault = {
  readonly adapter: Address
  readonly vault: Address
  readonly asset: Address
  /** Of 1e27 of the smallest units of a share, so that small steps show in assets of few decimals too. */
  readonly assetsPerShare: bigint
  readonly maxDeposit: bigint
}

export type RawMarket = {
  readonly creditManager: Address
  readonly creditFacade: Address
  readonly pool: Address
  readonly name: string
  readonly underlying: Address
  /** Stops everything that is done with accounts. The pool's pause is its lenders' alone: see `RawPool`. */
  readonly isFacadePaused: boolean
  /** Stops everything but closing. */
  readonly isExpired: boolean
  /** Opening takes an invitation that the owner has not got. */
  readonly isPermissioned: boolean
  readonly maxDebtPerBlockMultiplier: number
  /** How many collaterals beside the underlying may count at once. */
  readonly maxEnabledTokens: number
  readonly feeInterest: number
  readonly minDebt: bigint
  readonly maxDebt: bigint
  readonly maxQuota: bigint
  readonly borrowable: bigint
  readonly availableLiquidity: bigint
  readonly expectedLiquidity: bigint
  readonly totalBorrowed: bigint
  readonly baseInterestRate: bigint
  readonly supplyRate: bigint
  readonly tokens: readonly RawToken[]
  readonly uniswapPools: readonly RawUniswapPool[]
  readonly balancerPools: readonly RawBalancerPool[]
  readonly stakings: readonly RawStaking[]
  readonly vaults: readonly RawVault[]
}

/** What lending needs of a pool beyond what its markets say; a pool of several markets is here once. */
export type RawPool = {
  readonly pool: Address
  readonly name: string
  readonly isPaused: boolean
  readonly withdrawFee: number
  readonly totalShares: bigint
  /** What quotas bring the lenders a year, in the underlying. */
  readonly quotaRevenue: bigint
  /** U1, U2, base, slope 1, slope 2, slope 3 in basis points; empty where the model is not the linear one. */
  readonly rateModel: readonly number[]
  readonly ownerShares: bigint
  readonly walletAllowance: bigint
}

export type RawAccount = {
  readonly creditManager: Address
  readonly account: Address
  readonly owner: Address
  readonly principal: bigint
  readonly totalDebt: bigint
  /** False where a price is missing: the three USD figures are then 0 and `isLiquidatable` unknown. */
  readonly isPriced: boolean
  readonly totalDebtUsd: bigint
  readonly totalValueUsd: bigint
  readonly weightedValueUsd: bigint
  readonly isLiquidatable: boolean
  readonly enabledTokensMask: bigint
  readonly lastDebtUpdate: bigint
  /** By the market's tokens, as `quotas`; `earned` by its stakings. */
  readonly balances: readonly bigint[]
  readonly quotas: readonly bigint[]
  readonly earned: readonly bigint[]
}

/** Something that the chain has and does not tell about: the rest stands without it. */
export type RawUnreadable = {
  readonly kind: 'markets' | 'market' | 'token' | 'price' | 'venue' | 'position'
  /** Its name where it tells one, else its address. */
  readonly name: string
  readonly address: Address
  /** The market that it stands in; null for a market itself. */
  readonly market: string | null
  readonly reason: string
}

/** Everything at one block. */
export type RawSnapshot = {
  readonly blockNumber: bigint
  readonly timestamp: bigint
  readonly nativeBalance: bigint
  readonly markets: readonly RawMarket[]
  readonly pools: readonly RawPool[]
  readonly accounts: readonly RawAccount[]
  readonly unreadable: readonly RawUnreadable[]
  /** What was read, for it to be read again. */
  readonly structure: Structure
  /** What asking for it sent, in bytes; left out of a probe. */
  readonly sentBytes?: number
}

/** By vault address (lower case); null where it could not be measured. */
export type VaultGrowth = Readonly<Record<string, ShareGrowth | null>>

/** What the adapter keeps in `MarketSnapshot.state`. */
export type GearboxState = {
  readonly raw: RawSnapshot
  readonly growth: VaultGrowth
}
