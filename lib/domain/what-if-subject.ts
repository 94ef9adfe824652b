import type { Asset } from './asset'
import { computeFigures, type Figures } from './figures'
import { computeRiskAssets } from './liquidation'
import type { Position, PositionRates } from './position'
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
  /** What the debt that is borrowed here costs a year now, 1e18 = 100 %. */
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
  return {
    position,
    rates,
    figures: computeFigures(position, rates),
    borrowAprWad: findBorrowAprWad(rates, position.debts[0].asset),
    assets: findScenarioAssets(position),
    computeOutcome: (scenario) => computeScenarioOutcome(position, rates, scenario, riskAssets),
    computeCurve: (scenario, asset, range, points) =>
      computeEquityCurve({ position, rates, scenario }, asset, range, points),
  }
}
