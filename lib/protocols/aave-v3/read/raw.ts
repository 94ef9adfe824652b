import type { Address } from '../../../domain/asset'
import type { SafeState } from '../../../domain/holder'
import type { PriceBasis } from '../../../domain/oracle'
import type { RateCurve } from '../rates'
import type { UniswapV3Pool } from '../venues/uniswap-v3/read'
import type { ReserveConfig } from './reserve-config'
import type { Structure } from './structure'

export type RawReserve = {
  /** Its number among the pool's reserves, which is its place in every bitmap. */
  readonly id: number
  readonly underlying: Address
  readonly symbol: string
  readonly name: string
  readonly supplyToken: Address
  readonly debtToken: Address
  readonly config: ReserveConfig
  /** Grown to the block, with 27 decimals. */
  readonly supplyIndexRay: bigint
  readonly debtIndexRay: bigint
  /** Yearly, with 27 decimals. */
  readonly supplyRateRay: bigint
  readonly debtRateRay: bigint
  /** How both follow its use; null where what sets them does not say. */
  readonly curve: RateCurve | null
  /** Everybody's, scaled; what is set aside for the treasury, grown to the block, is not in the first. */
  readonly scaledSupply: bigint
  readonly scaledDebt: bigint
  readonly scaledForTreasury: bigint
  /** What can be borrowed or withdrawn. */
  readonly available: bigint
  /** Supplied without anything behind it: the older line's alone. */
  readonly unbacked: bigint
  /** Owed by nobody any more, and lacking: since V3.3. */
  readonly deficit: bigint
  /** Owed against it where it is isolated, in dollars with two decimals. */
  readonly isolatedDebt: bigint
  /** In dollars with 8 decimals; 0 where the oracle has none. */
  readonly priceE8: bigint
  /** The contract that the price comes from; null where the oracle has none for it. */
  readonly source: Address | null
  /** What that calls itself; empty where it does not say. */
  readonly sourceName: string
  /** What it says that its price is made of; left out where it does not. */
  readonly basis?: PriceBasis
  /** When that was last updated; null where it does not say. */
  readonly sourceUpdatedAt: bigint | null
  /** What a share is worth by its own rate, where it is one: null where it is none, or does not say. */
  readonly shareRate: bigint | null
  readonly walletBalance: bigint
  /** What the pool may take of it. */
  readonly walletAllowance: bigint
  /** What others may: the exchange's router, and Safes of the wallet's. */
  readonly otherAllowances: readonly { readonly spender: Address; readonly amount: bigint }[]
}

/** Assets that count for more together. Bitmaps are of reserves' numbers. */
export type RawEMode = {
  readonly id: number
  readonly label: string
  readonly ltvBps: bigint
  readonly thresholdBps: bigint
  /** As a reserve's. */
  readonly bonusBps: bigint
  readonly collaterals: bigint
  readonly borrowables: bigint
  /** Collaterals that nothing new may be borrowed against. */
  readonly withoutLtv: bigint
  /** What each of its assets is worth inside, where the older line sets one price for all; null where it does not. */
  readonly priceE8: bigint | null
}

export type RawReward = {
  readonly reward: Address
  readonly symbol: string
  readonly name: string
  readonly decimals: number
  readonly priceE8: bigint
}

/** What holders of a supply's or a debt's token are paid on top. */
export type RawIncentive = {
  readonly token: Address
  readonly reward: Address
  readonly emissionPerSecond: bigint
  readonly endsAt: bigint
}

/** Whoever may have a position. */
export type RawHolder = {
  readonly account: Address
  /** Two bits a reserve: owed, used as collateral. */
  readonly configuration: bigint
  readonly eMode: number
  /** By the snapshot's reserves. */
  readonly scaledSupplies: readonly bigint[]
  readonly scaledDebts: readonly bigint[]
  /** As the pool itself counts; null where it cannot, since a price is missing. */
  readonly healthFactorWad: bigint | null
  /** What lies in it beside the pool; left out of whoever's wallet it is. */
  readonly left?: readonly { readonly token: Address; readonly amount: bigint }[]
  /** Earned and not claimed. */
  readonly rewards: readonly { readonly reward: Address; readonly amount: bigint }[]
}

/** Where a Safe of the owner's would be. */
export type RawSafe = {
  readonly address: Address
  readonly index: number
  readonly state: SafeState
  /** As a holder's. */
  readonly configuration: bigint
}

/** Something that the chain has and does not tell about: the rest stands without it. */
export type RawUnreadable = {
  readonly kind: 'market' | 'reserve' | 'price' | 'category' | 'reward' | 'position' | 'exchange' | 'pool'
  /** Its name where it tells one, else its address. */
  readonly name: string
  readonly reason: string
}

/** Everything at one block. */
export type RawSnapshot = {
  readonly blockNumber: bigint
  readonly timestamp: bigint
  readonly nativeBalance: bigint
  /** What asking for it sent, in bytes; left out where it was not asked for by itself. */
  readonly sentBytes?: number
  /** Whether what watches over a chain's outages lets anybody borrow. */
  readonly isBorrowAllowed: boolean
  readonly reserves: readonly RawReserve[]
  readonly eModes: readonly RawEMode[]
  readonly incentives: readonly RawIncentive[]
  readonly rewards: readonly RawReward[]
  readonly holders: readonly RawHolder[]
  readonly safes: readonly RawSafe[]
  /** Where things are traded, as far as it was read at this block: those that the read's scope takes. */
  readonly pools: readonly UniswapV3Pool[]
  readonly unreadable: readonly RawUnreadable[]
  /** What was read, for it to be read again. */
  readonly structure: Structure
}
