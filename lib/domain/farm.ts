import type { Address, Asset } from './asset'
import type { OracleReading } from './oracle'
import type { PriceExposure, YieldSource } from './position'

/** The four forms of leveraged farm, and the plain leveraged holding (`spot`) beneath them. */
export type FarmForm = 'staking' | 'liquidity-mining' | 'leveraged-lp' | 'synthetic' | 'spot'

/** `short` where the farm owes the volatile asset, `long` where it owes a dollar and holds it, else `neutral`. */
export type Direction = 'long' | 'short' | 'neutral'

/** Somewhere that borrowed money can be put to work: one collateral in one market of one protocol. */
export type Farm = {
  /** `<protocol>:<chainId>:<market>:<asset>` */
  readonly id: string
  readonly protocol: string
  readonly chainId: number
  /** The market's contract (Gearbox: the credit manager). */
  readonly market: Address
  readonly name: string
  readonly forms: readonly FarmForm[]
  readonly direction: Direction
  /** The asset whose price the direction is about. */
  readonly directionAsset: Asset
  /** What the farm ends up holding as collateral. */
  readonly asset: Asset
  readonly priceE8: bigint
  readonly exposures: readonly PriceExposure[]
  readonly debtAsset: Asset
  readonly debtPriceE8: bigint
  /** What the farm's and the debt's prices rest on. */
  readonly oracles: readonly OracleReading[]
  readonly depositAssets: readonly DepositAsset[]
  readonly liquidationThresholdBps: bigint
  readonly yields: readonly YieldSource[]
  /** Yearly, on the debt, the protocol's fee included. 1e18 = 100 %. */
  readonly borrowAprWad: bigint
  /** Yearly, on the quota, the protocol's fee included. 1e18 = 100 %. */
  readonly quotaAprWad: bigint
  readonly minDebt: bigint
  readonly maxDebt: bigint
  /** What the pool could lend to this market right now, in the debt asset's smallest unit. */
  readonly availableLiquidity: bigint
  /** Whether it takes new positions, pauses and limits apart. One that does not is kept for those who are in it. */
  readonly isOpen: boolean
  /** Highest leverage (1e18 = 1x) that opens with a health factor of 1, costs apart. */
  readonly maxLeverageWad: bigint
}

export type DepositAsset = {
  readonly asset: Asset
  readonly priceE8: bigint
}
