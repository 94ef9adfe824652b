import type { Asset } from './asset'
import { computeCompoundedWad, findChargedAmount } from './costs'
import { computeCollateralValueE8 } from './health'
import { computeEquityE8 } from './leverage'
import { ceilDiv, floorDiv, mulDivUp, SECONDS_PER_YEAR } from './math'
import type { Cost, Holdings, Position, PositionRates, YieldSource } from './position'
import { computeDaysUntilLiquidated, computeYieldWad, listYields } from './untouched'
import { computeUnit } from './value'

/** A year of `SECONDS_PER_YEAR` in days. */
const DAYS_PER_YEAR = 365n

/** What stands beside interest where a share is owed: its debt is worth more in a year. */
const GROWTH_LABEL = 'Growth of what is owed'

/** One part of a year's outcome, as a ratio of equity, 1e18 = 100 %, signed, rounded towards −∞. */
export type YearPart =
  /** Of one collateral; null where the source's rate is not known. */
  | {
      readonly kind: 'yield'
      readonly of: Asset
      readonly source: YieldSource
      readonly ratioWad: bigint | null
    }
  | { readonly kind: 'interest'; readonly ratioWad: bigint }
  /** What the protocol charges for letting collateral count, under its own name, and what a share that is owed grows. */
  | { readonly kind: 'charge'; readonly label: string; readonly ratioWad: bigint }

/** What becomes of a position that nobody touches for a year. */
export type YearOutcome = {
  readonly parts: readonly YearPart[]
  /**
   * Equity in 365 days, with what could then be claimed at today's prices, / equity now − 1; 1e18 = 100 %, signed:
   * the sum of the parts, never above the exact figure. null where a part is not known, or where it is liquidated
   * on the way.
   */
  readonly netWad: bigint | null
  /** Whole days until it can be liquidated; null where it cannot within the year. */
  readonly liquidatedAfterDays: bigint | null
}

/**
 * A year at today's prices, rates and reward rates, without anybody's touch: shares grow, debts are charged,
 * rewards wait to be claimed and earn nothing. The one source of every yield shown. null where no equity is
 * left to relate it to.
 */
export function computeYearOutcome(position: Position, rates: PositionRates): YearOutcome | null {
  const equityE8 = computeEquityE8(position)
  if (equityE8 <= 0n) return null
  const parts = [...listYieldParts(position, rates, equityE8), ...listCostParts(position, rates, equityE8)]
  const liquidatedAfterDays = computeDaysUntilLiquidated(position, rates, DAYS_PER_YEAR)
  const netWad = parts.reduce<bigint | null>(
    (sum, { ratioWad }) => (sum === null || ratioWad === null ? null : sum + ratioWad),
    0n,
  )
  return { parts, netWad: liquidatedAfterDays === null ? netWad : null, liquidatedAfterDays }
}

function listYieldParts(position: Position, rates: PositionRates, equityE8: bigint): readonly YearPart[] {
  return position.collaterals.flatMap((collateral) => {
    const valueE8 = computeCollateralValueE8(collateral)
    if (valueE8 === 0n) return []
    return listYields(rates, collateral).map((source): YearPart => {
      const yearWad = computeYieldWad(source, SECONDS_PER_YEAR)
      const ratioWad = source.aprWad === null ? null : floorDiv(yearWad * valueE8, equityE8)
      return { kind: 'yield', of: collateral.asset, source, ratioWad }
    })
  })
}

function listCostParts(position: Position, rates: PositionRates, equityE8: bigint): readonly YearPart[] {
  let interest = 0n
  const charges = new Map<string, bigint>()
  for (const cost of rates.costs) {
    const yearWad = cost.aprWad + computeCompoundedWad(cost, SECONDS_PER_YEAR, rates.costs)
    const charge = yearWad * computeChargedValueE8(position, cost)
    const label = cost.kind === 'cap' ? cost.label : GROWTH_LABEL
    if (cost.kind === 'interest') interest += charge
    else if (charge > 0n) charges.set(label, (charges.get(label) ?? 0n) + charge)
  }
  const ratioOf = (charge: bigint) => -ceilDiv(charge, equityE8)
  return [
    { kind: 'interest', ratioWad: ratioOf(interest) },
    ...[...charges].map(([label, charge]) => ({
      kind: 'charge' as const,
      label,
      ratioWad: ratioOf(charge),
    })),
  ]
}

/** What a cost is charged on, USD with 8 decimals, rounded up. */
function computeChargedValueE8(holdings: Holdings, cost: Cost): bigint {
  return holdings.debts.reduce((sum, debt) => {
    const { asset, priceE8 } = debt
    return sum + mulDivUp(findChargedAmount(cost, debt, holdings), priceE8, computeUnit(asset.decimals))
  }, 0n)
}
