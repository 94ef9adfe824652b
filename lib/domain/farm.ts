import type { Address, Asset } from './asset'
import type { OracleReading } from './oracle'
import type { Judge, PriceExposure, YieldSource } from './position'
import type { Unit } from './unit'

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
  /** The market, as the protocol names it: a contract. */
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
  readonly debtExposures: readonly PriceExposure[]
  /** What the farm's and the debt's prices rest on. */
  readonly oracles: readonly OracleReading[]
  readonly depositAssets: readonly DepositAsset[]
  readonly liquidationThresholdBps: bigint
  readonly yields: readonly YieldSource[]
  /** Whether closing leaves rewards unclaimed; it sends them to the wallet where left out. */
  readonly leavesRewards?: true
  /** Yearly, on the debt, the protocol's fee included. 1e18 = 100 %. */
  readonly borrowAprWad: bigint
  /** Where interest is charged on interest without anybody's touch; in a line where left out. */
  readonly debtCompounds?: true
  /** How a share that is owed grows; left out where none is, or where it was not measured. */
  readonly debtGrowth?: { readonly aprWad: bigint; readonly yearWad: bigint }
  /** What its collateral may count for at most, once opened; null where the protocol sets no cap. */
  readonly cap: FarmCap | null
  /** How the protocol judges a position in it. */
  readonly judge: Judge
  /** What its prices and values are in; the dollar where left out. */
  readonly unit?: Unit
  readonly minDebt: bigint
  readonly maxDebt: bigint
  /** What the pool could lend to this market right now, in the debt asset's smallest unit. */
  readonly availableLiquidity: bigint
  /** Whether it takes new positions, pauses and limits apart. One that does not is kept for those who are in it. */
  readonly isOpen: boolean
  /** Highest leverage (1e18 = 1x) that opens with a health factor of 1, costs apart. */
  readonly maxLeverageWad: bigint
}

/** A cap that opening a farm asks for, and what it costs to have. */
export type FarmCap = {
  /** Of the collateral's value, 1e18 = 100 %. */
  readonly ratioWad: bigint
  /** Yearly, on the cap, the protocol's fee included. 1e18 = 100 %. */
  readonly aprWad: bigint
  /** What that charge is called, from code: "Fee on the cap". */
  readonly label: string
}

export type DepositAsset = {
  readonly asset: Asset
  readonly priceE8: bigint
}
