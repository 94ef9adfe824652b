import type { Asset } from './asset'
import {
  computeCollateralsValueE8,
  computeDebtsValueE8,
  computeHealthFactorWad,
  hasDebt,
  isLiquidatable,
  isPriced,
} from './health'
import { computeEquityE8, computeLeverageWad, computeLtvWad } from './leverage'
import { computeRiskPrices, type LiquidationPrices } from './liquidation'
import { compare, min } from './math'
import type { Position, PositionRates } from './position'
import type { Unit } from './unit'
import { computeYearOutcome, type YearOutcome } from './year-outcome'

/** One price at which liquidation begins. */
export type LiquidationFigure = {
  readonly asset: Asset
  /** `below`: a fall under the price liquidates; `above`: a rise over it. */
  readonly side: 'below' | 'above'
  /** With 8 decimals. */
  readonly priceE8: bigint
  readonly priceNowE8: bigint
  /** What both are in; the dollar where left out. */
  readonly unit?: Unit
  /** 1e18 = 100 %, rounded down. */
  readonly distanceWad: bigint
}

/** Everything the interface shows of a position. Ratios have 18 decimals, values 8. */
export type Figures = {
  /** What values are in; the dollar where left out. */
  readonly unit?: Unit
  readonly hasDebt: boolean
  /** Whether the oracle has a price of everything that counts; where not, no ratio and no sum below is known. */
  readonly isPriced: boolean
  /** null is ∞: there is no debt. */
  readonly healthFactorWad: bigint | null
  readonly isLiquidatable: boolean
  /** null where there is debt and no collateral. */
  readonly ltvWad: bigint | null
  /** null where no equity is left. */
  readonly leverageWad: bigint | null
  readonly collateralValueE8: bigint
  readonly debtValueE8: bigint
  readonly equityE8: bigint
  /** Nearest first. */
  readonly liquidations: readonly LiquidationFigure[]
  /** null where no price that we look at liquidates; 0n where liquidation is possible already. */
  readonly nearestDistanceWad: bigint | null
  /** What it makes in a year that nobody touches it, the net APY; null where rates are unknown or no equity is left. */
  readonly yearOutcome: YearOutcome | null
}

/** All figures of a position: the one source for previews, portfolio, limits and tests. */
export function computeFigures(position: Position, rates: PositionRates | null = null): Figures {
  const liquidations = listLiquidationFigures(computeRiskPrices(position))
  return computeFiguresWith(liquidations, position, rates, isPriced(position))
}

/** The same where the liquidation prices, nearest first, are known already, and whether prices are: a scenario may set one to 0. */
export function computeFiguresWith(
  liquidations: readonly LiquidationFigure[],
  position: Position,
  rates: PositionRates | null,
  hasPrices: boolean,
): Figures {
  const liquidatable = isLiquidatable(position)
  const { unit } = position
  return {
    unit,
    hasDebt: hasDebt(position),
    isPriced: hasPrices,
    healthFactorWad: computeHealthFactorWad(position),
    isLiquidatable: liquidatable,
    ltvWad: computeLtvWad(position),
    leverageWad: computeLeverageWad(position),
    collateralValueE8: computeCollateralsValueE8(position),
    debtValueE8: computeDebtsValueE8(position),
    equityE8: computeEquityE8(position),
    liquidations: unit ? liquidations.map((liquidation) => ({ ...liquidation, unit })) : liquidations,
    nearestDistanceWad: liquidatable
      ? 0n
      : liquidations.reduce<bigint | null>(
          (n, l) => (n === null ? l.distanceWad : min(n, l.distanceWad)),
          null,
        ),
    yearOutcome: rates ? computeYearOutcome(position, rates) : null,
  }
}

/** Each price at which liquidation begins, nearest first. */
export function listLiquidationFigures(all: readonly LiquidationPrices[]): readonly LiquidationFigure[] {
  return all
    .flatMap((prices) =>
      (['below', 'above'] as const).flatMap((side): LiquidationFigure[] => {
        const price = prices[side]
        return price === null ? [] : [{ asset: prices.asset, side, priceNowE8: prices.priceNowE8, ...price }]
      }),
    )
    .sort((a, b) => compare(a.distanceWad, b.distanceWad))
}
