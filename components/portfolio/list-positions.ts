import type { Farm } from '../../lib/domain/farm'
import { computeFigures, type Figures } from '../../lib/domain/figures'
import { floorDiv } from '../../lib/domain/math'
import { findWorstFault, type OracleFault } from '../../lib/domain/oracle'
import type { OwnedPosition } from '../../lib/domain/position'
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

export function computeTotals(rows: readonly PositionRowData[]): Totals {
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
  return { isPriced, equityE8, debtE8, collateralE8, rewardsE8, netApyWad }
}

/** Ascending, with "none" (∞) last. */
function compareLast(a: bigint | null, b: bigint | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null || a < b ? -1 : 1
}
