import type { Address, Asset, AssetAmount } from './asset'
import type { OracleReading } from './oracle'

/**
 * How a collateral's price follows one base asset's price:
 * price' = price × (basePrice' / basePrice) ^ elasticity. The asset itself, or a share of it, has
 * 1e18; each side of a 50/50 pool valued at 2·k·√(p0·p1)/supply has 0.5e18.
 */
export type PriceExposure = {
  readonly asset: Asset
  /** The base asset's own oracle price now, in USD with 8 decimals: what a liquidation price is compared with. */
  readonly priceE8: bigint
  readonly elasticityWad: bigint
}

export type Collateral = {
  readonly asset: Asset
  readonly amount: bigint
  /** Oracle price in USD with 8 decimals, per whole token. */
  readonly priceE8: bigint
  readonly liquidationThresholdBps: bigint
  /** Most that this collateral may count for, in the debt asset's smallest unit; null where the protocol sets no cap. */
  readonly quota: bigint | null
  readonly exposures: readonly PriceExposure[]
}

export type Debt = {
  readonly asset: Asset
  /** Owed now, in the debt asset's smallest unit: principal, interest and fees. */
  readonly amount: bigint
  readonly principal: bigint
  /** Oracle price in USD with 8 decimals, per whole token. */
  readonly priceE8: bigint
  readonly exposures: readonly PriceExposure[]
}

/** Several collaterals, one debt: everything that health, leverage and liquidation are computed from. */
export type Position = {
  readonly collaterals: readonly Collateral[]
  readonly debt: Debt
}

/** A position as it lives in a protocol. */
export type OwnedPosition = Position & {
  /** `<protocol>:<chainId>:<account>` */
  readonly id: string
  readonly protocol: string
  readonly chainId: number
  /** The contract that holds the collateral and owes the debt (Gearbox: the credit account). */
  readonly account: Address
  readonly owner: Address
  /** The farm this position mainly works in; null where nothing it holds belongs to a known farm. */
  readonly farmId: string | null
  /** Rewards earned and not yet claimed, with their oracle price (0n where there is none). */
  readonly rewards: readonly (AssetAmount & { readonly priceE8: bigint })[]
  /** What the prices of everything held and owed rest on. */
  readonly oracles: readonly OracleReading[]
  /** As the chain itself judges it, at `block`. */
  readonly isLiquidatable: boolean
  /** The chain's own health factor (1e18 = 1) at `block`; null without debt. Shown beside none, compared in tests. */
  readonly chainHealthFactorWad: bigint | null
  readonly rates: PositionRates
}

/** Yearly simple rates now, 1e18 = 100 %. */
export type PositionRates = {
  /** What the debt costs a year, protocol fee included, on the debt. */
  readonly borrowAprWad: bigint
  /** A yearly charge on each collateral's quota, protocol fee included, on the quota. */
  readonly quotaAprWadByCollateral: Readonly<Record<Address, bigint>>
  /** What each collateral earns a year, on its value. */
  readonly yieldsByCollateral: Readonly<Record<Address, readonly YieldSource[]>>
}

export type YieldSource = {
  readonly kind: 'reward' | 'share-growth' | 'trading-fees'
  /** Yearly simple rate now, on the value of what earns it; null where it is not known. */
  readonly aprWad: bigint | null
  /** What a whole year brings where that is more, since it compounds by itself; as `aprWad` where left out. */
  readonly yearWad?: bigint
  /** The reward token, for rewards. */
  readonly asset: Asset | null
}
