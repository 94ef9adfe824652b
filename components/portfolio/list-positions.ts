import type { Farm } from '../../lib/domain/farm'
import { computeFigures, type Figures } from '../../lib/domain/figures'
import { floorDiv } from '../../lib/domain/math'
import { findWorstFault, type OracleFault } from '../../lib/domain/oracle'
import type { OwnedPosition } from '../../lib/domain/position'
import { isSameUnit, type Unit } from '../../lib/domain/unit'
import { computeValueE8 } from '../../lib/domain/value'
import type { AccountSnapshot } from '../../lib/protocols/protocol'

export type PositionRowData = {
  readonly position: OwnedPosition
  readonly figures: Figures
  /** null where what it holds belongs to no known farm. */
  readonly farm: Farm | null
  /** What is wrong with the prices that its figures rest on; null where nothing is. */
  readonly oracleFault: OracleFault | null
  /** What it was read with. */
  readonly account: AccountSnapshot
}

export type Totals = {
  /** What its sums are in; the dollar where left out. */
  readonly unit?: Unit
  /** How many positions are in it. */
  readonly count: number
  /** Whether every position's prices are known: sums that leave one out would be false. */
  readonly isPriced: boolean
  readonly equityE8: bigint
  readonly debtE8: bigint
  readonly collateralE8: bigint
  /** Rewards earned and not yet claimed, at the oracle's prices. */
  readonly rewardsE8: bigint
  /** What all positions make in a year, on their equity; null where one of them has no figure. */
  readonly netApyWad: bigint | null
}

/** All positions of an account, the most endangered first: nearest to liquidation, then lowest health factor. */
export function listPositions(accounts: readonly AccountSnapshot[]): readonly PositionRowData[] {
  return accounts
    .flatMap((account) =>
      account.positions.map((position) => ({
        position,
        figures: computeFigures(position, position.rates),
        farm: account.markets.farms.find((farm) => farm.id === position.farmId) ?? null,
        oracleFault: findWorstFault(position.oracles, account.markets.block.timestamp),
        account,
      })),
    )
    .toSorted(
      (a, b) =>
        compareLast(endangermentOf(a), endangermentOf(b)) ||
        compareLast(a.figures.healthFactorWad, b.figures.healthFactorWad),
    )
}

/** How far liquidation is; with a price missing nobody knows, so it is taken for the worst. */
function endangermentOf({ figures }: PositionRowData): bigint | null {
  return figures.hasDebt && !figures.isPriced ? 0n : figures.nearestDistanceWad
}

/** Sums of what is counted alike, a unit each in the order of the rows: nothing says what one is worth in another. */
export function listTotals(rows: readonly PositionRowData[]): readonly Totals[] {
  const units = rows.map(({ figures }) => figures.unit)
  return units
    .filter((unit, i) => units.findIndex((other) => isSameUnit(other, unit)) === i)
    .map((unit) => ({
      ...computeTotals(rows.filter(({ figures }) => isSameUnit(figures.unit, unit))),
      unit,
    }))
}

function computeTotals(rows: readonly PositionRowData[]): Omit<Totals, 'unit'> {
  let [equityE8, debtE8, collateralE8, rewardsE8] = [0n, 0n, 0n, 0n]
  let weightedE8: bigint | null = 0n
  for (const { figures, position } of rows) {
    for (const { asset, amount, priceE8 } of position.rewards) {
      rewardsE8 += computeValueE8(amount, priceE8, asset.decimals)
    }
    equityE8 += figures.equityE8
    debtE8 += figures.debtValueE8
    collateralE8 += figures.collateralValueE8
    const netWad: bigint | null = figures.yearOutcome?.netWad ?? null
    weightedE8 = weightedE8 === null || netWad === null ? null : weightedE8 + netWad * figures.equityE8
  }
  const netApyWad = weightedE8 === null || equityE8 <= 0n ? null : floorDiv(weightedE8, equityE8)
  const isPriced = rows.every(({ figures }) => figures.isPriced)
  return { count: rows.length, isPriced, equityE8, debtE8, collateralE8, rewardsE8, netApyWad }
}

/** Ascending, with "none" (∞) last. */
function compareLast(a: bigint | null, b: bigint | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null || a < b ? -1 : 1
}
