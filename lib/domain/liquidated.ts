import type { Address, AssetAmount } from './asset'
import type { BasePrice } from './scenario'

/** What happened to a position that somebody else liquidated. */
export type Liquidation = {
  readonly blockNumber: bigint
  /** Unix time in seconds. */
  readonly timestamp: bigint
  readonly transactionHash: `0x${string}`
  readonly liquidator: Address
  /** Whether it ended all debt. A part leaves the position as it is, with less of everything. */
  readonly extent: 'whole' | 'part'
  /** What the liquidator left to the owner, in the debt asset, as the protocol counted it; null where it left the position. */
  readonly remaining: AssetAmount | null
  /** null where the node no longer knows the state of that time. */
  readonly loss: LiquidationLoss | null
}

/** Everything at the oracle's prices of the liquidation's own block, USD with 8 decimals. */
export type LiquidationLoss = {
  /** The base assets whose prices the position's risk followed. */
  readonly prices: readonly BasePrice[]
  /** Collateral less debt right before; below 0 where it owed more than it held. */
  readonly equityBeforeE8: bigint
  /** The same right after. */
  readonly equityAfterE8: bigint
  /** What the liquidator's premium and the protocol's fee took, never below 0. */
  readonly costE8: bigint
}
