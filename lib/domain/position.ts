import type { Address, Asset, AssetAmount } from './asset'
import type { Liquidate } from './liquidation-take'
import type { OracleReading } from './oracle'
import type { Unit } from './unit'

/**
 * How a collateral's price follows one base asset's price:
 * price' = price × (basePrice' / basePrice) ^ elasticity. The asset itself, or a share of it, has
 * 1e18; each side of a 50/50 pool valued at 2·k·√(p0·p1)/supply has 0.5e18.
 */
export type PriceExposure = {
  readonly asset: Asset
  /** The base asset's own oracle price now, in the position's unit with 8 decimals: what a liquidation price is compared with. */
  readonly priceE8: bigint
  readonly elasticityWad: bigint
  /** Whether the base asset is meant to be worth one of the unit, a dollar in most, as its protocol's folder knows it by address: no price says so. */
  readonly isDollar: boolean
}

export type Collateral = {
  readonly asset: Asset
  readonly amount: bigint
  /** Oracle price in the position's unit with 8 decimals, per whole token. */
  readonly priceE8: bigint
  readonly liquidationThresholdBps: bigint
  /** The most that it may count for, in an asset that is owed; null where the protocol sets no cap. */
  readonly cap: AssetAmount | null
  /** What the protocol itself leaves behind where it sends "all": nothing rests on it, and nobody would withdraw it. */
  readonly isDust: boolean
  readonly exposures: readonly PriceExposure[]
}

export type Debt = {
  readonly asset: Asset
  /** Owed now, in the debt asset's smallest unit: principal, interest and fees. */
  readonly amount: bigint
  readonly principal: bigint
  /** Oracle price in the position's unit with 8 decimals, per whole token. */
  readonly priceE8: bigint
  readonly exposures: readonly PriceExposure[]
}

/** Several of each. The first debt is the one that is borrowed and repaid here, owed 0n where nothing is. */
export type Holdings = {
  readonly collaterals: readonly Collateral[]
  readonly debts: readonly [Debt, ...Debt[]]
}

/** The debts of which something is owed; the first alone where nothing is. */
export function listOwed({ debts }: Pick<Holdings, 'debts'>): Holdings['debts'] {
  const [first, ...others] = debts.filter(({ amount }) => amount > 0n)
  return first ? [first, ...others] : [debts[0]]
}

/** Which debt an intent names: none where there is but one. */
export function nameDebt({ debts }: Pick<Holdings, 'debts'>, { asset }: Debt): Asset | undefined {
  return debts.length > 1 ? asset : undefined
}

/** The debts, each changed: as many as before. */
export function mapDebts(
  { debts: [first, ...others] }: Holdings,
  change: (debt: Debt) => Debt,
): Holdings['debts'] {
  return [change(first), ...others.map(change)]
}

/** What the protocol counts for a position and what against it, in its unit of account with 8 decimals. */
export type Judgement = { readonly weightedE8: bigint; readonly owedE8: bigint }

/**
 * The protocol's own check of a position's health, with the roundings of the chain: it may be liquidated where the
 * first is less than the second. Pure, and one function for all positions of a protocol.
 */
export type Judge = (holdings: Holdings) => Judgement

/** Everything that health, leverage and liquidation are computed from. */
export type Position = Holdings & {
  readonly judge: Judge
  /** What its prices and values are in; the dollar where left out. */
  readonly unit?: Unit
}

/** A position as it lives in a protocol. */
export type OwnedPosition = Position & {
  /** `<protocol>:<chainId>:<account>` */
  readonly id: string
  readonly protocol: string
  readonly chainId: number
  /** Who holds the collateral and owes the debts, as the protocol sees it. */
  readonly account: Address
  readonly owner: Address
  /** The farm this position mainly works in; null where nothing it holds belongs to a known farm. */
  readonly farmId: string | null
  /** Rewards earned and not yet claimed, with their oracle price (0n where there is none). */
  readonly rewards: readonly (AssetAmount & { readonly priceE8: bigint })[]
  /** Whether closing leaves rewards unclaimed; it sends them to the wallet where left out. */
  readonly leavesRewards?: true
  /** What the prices of everything held and owed rest on. */
  readonly oracles: readonly OracleReading[]
  /** As the chain itself judges it, at `block`. */
  readonly isLiquidatable: boolean
  /** The chain's own health factor (1e18 = 1) at `block`; null without debt. Shown beside none, compared in tests. */
  readonly chainHealthFactorWad: bigint | null
  /** What a liquidation takes; left out where the adapter does not tell beforehand, or was asked about more than this position. */
  readonly liquidate?: Liquidate
  readonly rates: PositionRates
}

/** Yearly simple rates now, 1e18 = 100 %. */
export type PositionRates = {
  readonly costs: readonly Cost[]
  /** What each collateral earns a year, on its value. */
  readonly yieldsByCollateral: Readonly<Record<Address, readonly YieldSource[]>>
}

/** What a position is charged as time passes, at a yearly rate with the protocol's fee in it. */
export type Cost =
  /** On a debt, and added to it; where it `compounds`, it is charged on what was added since the last touch, too. */
  | {
      readonly kind: 'interest'
      readonly debt: Address
      readonly aprWad: bigint
      readonly compounds?: true
    }
  /** Of a share that is owed: not more of it, but worth more. `yearWad` as a yield's. */
  | { readonly kind: 'growth'; readonly debt: Address; readonly aprWad: bigint; readonly yearWad: bigint }
  /** On what a collateral may count for, and added to the debt that its cap is in. `label` is from code: "Fee on the cap". */
  | { readonly kind: 'cap'; readonly collateral: Address; readonly aprWad: bigint; readonly label: string }

export type YieldSource = {
  /** `interest` is what borrowers of what is held pay for it. */
  readonly kind: 'reward' | 'share-growth' | 'trading-fees' | 'interest'
  /** Yearly simple rate now, on the value of what earns it; null where it is not known. */
  readonly aprWad: bigint | null
  /** What a whole year brings where that is more, since it compounds by itself; as `aprWad` where left out. */
  readonly yearWad?: bigint
  /** The reward token, for rewards. */
  readonly asset: Asset | null
}
