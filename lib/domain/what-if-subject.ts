import type { Asset } from './asset'
import { computeFigures, type Figures } from './figures'
import { computeRiskAssets } from './liquidation'
import { listOwed, type Position, type PositionRates } from './position'
import { findBorrowAprWad } from './rates'
import type { BasePrice } from './scenario'
import {
  computeEquityCurve,
  computeScenarioOutcome,
  type EquityPoint,
  findScenarioAssets,
  type Scenario,
  type ScenarioOutcome,
} from './what-if'

/** A position, or one that is only planned, made ready to be asked "what if" as often as somebody drags. */
export type WhatIfSubject = {
  readonly position: Position
  readonly rates: PositionRates
  readonly figures: Figures
  /** Whose borrow rate can be asked about: the first debt that is owed. */
  readonly borrowed: Asset
  /** Whether other debts are owed beside it. */
  readonly owesSeveral: boolean
  /** What that costs a year now, 1e18 = 100 %. */
  readonly borrowAprWad: bigint
  /** Whose prices can be asked about. */
  readonly assets: readonly BasePrice[]
  readonly computeOutcome: (scenario: Scenario) => ScenarioOutcome
  readonly computeCurve: (
    scenario: Scenario,
    asset: Asset,
    range: { readonly fromE8: bigint; readonly toE8: bigint },
    points: number,
  ) => readonly EquityPoint[]
}

/** What does not depend on the scenario is found here, once. */
export function prepareWhatIf(position: Position, rates: PositionRates): WhatIfSubject {
  const riskAssets = computeRiskAssets(position)
  const [{ asset: borrowed }, ...others] = listOwed(position)
  return {
    position,
    rates,
    figures: computeFigures(position, rates),
    borrowed,
    owesSeveral: others.length > 0,
    borrowAprWad: findBorrowAprWad(rates, borrowed),
    assets: findScenarioAssets(position),
    computeOutcome: (scenario) => computeScenarioOutcome(position, rates, scenario, riskAssets),
    computeCurve: (scenario, asset, range, points) =>
      computeEquityCurve({ position, rates, scenario }, asset, range, points),
  }
}
