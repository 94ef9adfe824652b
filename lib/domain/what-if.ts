import { SECONDS_PER_DAY } from './accrual'
import { type Asset, isSameAddress } from './asset'
import { computeNetExposures, type NetExposure } from './exposure'
import { computeFiguresWith, type Figures, type LiquidationFigure, listLiquidationFigures } from './figures'
import {
  computeCollateralsValueE8,
  computeCollateralValueE8,
  computeDebtsValueE8,
  computeHealthFactorWad,
  isLiquidatable,
  isPriced,
} from './health'
import { computeEquityE8 } from './leverage'
import {
  computeLiquidationPrices,
  computeRiskAssets,
  type LiquidationPrice,
  type LiquidationPrices,
} from './liquidation'
import { abs, floorDiv, mulDivDown, WAD } from './math'
import { listOwed, mapDebts, type Position, type PositionRates } from './position'
import { withBorrowAprWad } from './rates'
import { applyPrices, type BasePrice, findBaseAssets, findBasePriceE8, type PriceChange } from './scenario'
import { computeSecondsUntilLiquidation } from './time-to-liquidation'
import { leaveUntouched, listRewards } from './untouched'

/** Base assets that move less than a ten-thousandth of what is held are dust: nobody asks what if they fell. */
const DUST_DIVISOR = 10_000n

/** What might come. Prices and rates that are left out stay as they are. */
export type Scenario = Partial<PositionRates> & {
  /** What every debt costs a year, 1e18 = 100 %. */
  readonly borrowAprWad?: bigint
  /** Base assets' prices as they would be, after `days`. */
  readonly prices: readonly PriceChange[]
  /** For so long interest runs and yields come in, at the scenario's rates, before the prices are looked at. */
  readonly days: bigint
}

/** What would become of a position. USD values have 8 decimals. */
export type ScenarioOutcome = {
  readonly position: Position
  /** Liquidation prices are those of the assets that endanger the position today, under the scenario. */
  readonly figures: Figures
  /** Against today, signed. */
  readonly equityChangeE8: bigint
  /** What debts will have been charged by then, at their prices in the scenario. Inside the equity. */
  readonly interestE8: bigint
  /** What rewards will have brought by then. Not inside the equity: they are claimed, not collateral. */
  readonly rewardsE8: bigint
  readonly exposures: readonly NetExposure[]
  /**
   * Seconds from today on until interest alone liquidates at the scenario's prices and rates, yields and
   * `days` left out; null where it never does.
   */
  readonly secondsUntilLiquidation: bigint | null
}

/**
 * A position in a scenario: first `days` without anybody's touch, then the prices. Rewards are counted beside it. Rounded against the owner.
 * `riskAssets` is what endangers it today: whoever asks again and again finds them once.
 */
export function computeScenarioOutcome(
  position: Position,
  ratesNow: PositionRates,
  scenario: Scenario,
  riskAssets: readonly BasePrice[] = computeRiskAssets(position),
): ScenarioOutcome {
  const rates = applyRates(position, ratesNow, scenario)
  const later = leaveUntouched(position, rates, scenario.days * SECONDS_PER_DAY)
  const after = applyPrices(later, scenario.prices)
  const liquidations = listLiquidations(later, scenario, riskAssets, isLiquidatable(after))
  const withoutInterest = applyPrices(position, scenario.prices)
  return {
    position: after,
    figures: computeFiguresWith(liquidations, after, rates, isPriced(position)),
    equityChangeE8: computeEquityE8(after) - computeEquityE8(position),
    interestE8: computeDebtsValueE8(after) - computeDebtsValueE8(withoutInterest),
    rewardsE8: computeRewardsE8(position, rates, scenario),
    exposures: computeNetExposures(after),
    secondsUntilLiquidation: computeSecondsUntilLiquidation(withoutInterest, rates),
  }
}

/** The base assets whose prices a person could ask about, those that are no dollars first. */
export function findScenarioAssets(position: Position): readonly BasePrice[] {
  const { collaterals } = position
  const least = (computeCollateralsValueE8(position) + computeDebtsValueE8(position)) / DUST_DIVISOR
  const counted = collaterals.filter((c) => computeCollateralValueE8(c) > least)
  const moving = findBaseAssets({
    collaterals: counted,
    debts: mapDebts(position, (debt) => (debt.amount > 0n ? debt : { ...debt, exposures: [] })),
  }).filter(({ priceE8 }) => priceE8 > 0n)
  return [...moving.filter(({ isDollar }) => !isDollar), ...moving.filter(({ isDollar }) => isDollar)]
}

export type EquityPoint = {
  readonly priceE8: bigint
  /** USD with 8 decimals, signed. */
  readonly equityE8: bigint
  readonly healthFactorWad: bigint | null
}

/**
 * Equity and health factor at `points` evenly spaced prices of one base asset, the rest as the scenario
 * has it. The scenario's own price of that asset is not on the curve unless it is one of the points.
 */
export function computeEquityCurve(
  subject: { readonly position: Position; readonly rates: PositionRates; readonly scenario: Scenario },
  baseAsset: Asset,
  range: { readonly fromE8: bigint; readonly toE8: bigint },
  points: number,
): readonly EquityPoint[] {
  const { position, rates, scenario } = subject
  if (points < 2 || findBasePriceE8(position, baseAsset.address) === null) return []
  const later = leaveUntouched(
    position,
    applyRates(position, rates, scenario),
    scenario.days * SECONDS_PER_DAY,
  )
  const others = scenario.prices.filter(({ asset }) => !isSameAddress(asset.address, baseAsset.address))
  const last = BigInt(points - 1)
  return Array.from({ length: points }, (_, index) => {
    const priceE8 = range.fromE8 + floorDiv((range.toE8 - range.fromE8) * BigInt(index), last)
    const at = applyPrices(later, [...others, { asset: baseAsset, priceE8 }])
    return { priceE8, equityE8: computeEquityE8(at), healthFactorWad: computeHealthFactorWad(at) }
  })
}

/** A borrow rate is that of the first debt that is owed: the others keep theirs. */
function applyRates(position: Position, now: PositionRates, scenario: Scenario): PositionRates {
  const rates = {
    costs: scenario.costs ?? now.costs,
    yieldsByCollateral: scenario.yieldsByCollateral ?? now.yieldsByCollateral,
  }
  return scenario.borrowAprWad === undefined
    ? rates
    : withBorrowAprWad(rates, listOwed(position)[0].asset, scenario.borrowAprWad)
}

/** What was earned beside the equity by then; a reward token keeps its price unless the scenario moves it. */
function computeRewardsE8(position: Position, rates: PositionRates, { prices, days }: Scenario): bigint {
  return listRewards(position, rates, days * SECONDS_PER_DAY).reduce(
    (sum, { source, valueE8 }) =>
      sum + (source.asset ? movePrice(valueE8, source.asset, position, prices) : valueE8),
    0n,
  )
}

function movePrice(
  valueE8: bigint,
  asset: Asset,
  position: Position,
  prices: readonly PriceChange[],
): bigint {
  const change = prices.find((c) => isSameAddress(c.asset.address, asset.address))
  const nowE8 = findBasePriceE8(position, asset.address)
  return change && nowE8 ? mulDivDown(valueE8, change.priceE8, nowE8) : valueE8
}

/** Liquidation prices of the risk assets. */
function listLiquidations(
  later: Position,
  scenario: Scenario,
  riskAssets: readonly BasePrice[],
  isDue: boolean,
): readonly LiquidationFigure[] {
  return listLiquidationFigures(
    riskAssets.map(({ asset, priceE8 }) => {
      const others = scenario.prices.filter((change) => !isSameAddress(change.asset.address, asset.address))
      const inScenarioE8 = scenario.prices.find((change) => !others.includes(change))?.priceE8 ?? priceE8
      return seenFrom(computeLiquidationPrices(applyPrices(later, others), asset), inScenarioE8, isDue)
    }),
  )
}

/**
 * Prices that were looked for around today's price, so that an asset's own price in the scenario neither
 * moves them nor takes them out of reach; their distances from that price.
 */
function seenFrom(prices: LiquidationPrices, priceE8: bigint, isDue: boolean): LiquidationPrices {
  const measure = (side: LiquidationPrice | null): LiquidationPrice | null =>
    side && {
      priceE8: side.priceE8,
      distanceWad: isDue || priceE8 === 0n ? 0n : mulDivDown(abs(side.priceE8 - priceE8), WAD, priceE8),
    }
  return { ...prices, priceNowE8: priceE8, below: measure(prices.below), above: measure(prices.above) }
}
