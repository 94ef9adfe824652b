import { type Address, isSameAddress } from './asset'
import { computeCollateralValueE8 } from './health'
import { computeEquityE8 } from './leverage'
import { ceilDiv, floorDiv, mulDivUp, SECONDS_PER_YEAR } from './math'
import type { Cost, Debt, Holdings, Position, PositionRates, YieldSource } from './position'
import { computeDaysUntilLiquidated, computeYieldWad, listYields } from './untouched'
import { computeUnit } from './value'

/** A year of `SECONDS_PER_YEAR` in days. */
const DAYS_PER_YEAR = 365n

/** One part of a year's outcome, as a ratio of equity, 1e18 = 100 %, signed, rounded towards −∞. */
export type YearPart =
  /** null where the source's rate is not known. */
  | { readonly kind: 'yield'; readonly source: YieldSource; readonly ratioWad: bigint | null }
  | { readonly kind: 'interest'; readonly ratioWad: bigint }
  /** What the protocol charges for letting collateral count, under its own name. */
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
      return { kind: 'yield', source, ratioWad }
    })
  })
}

function listCostParts(position: Position, rates: PositionRates, equityE8: bigint): readonly YearPart[] {
  const chargeE8 = (cost: Cost) => cost.aprWad * computeChargedValueE8(position, cost)
  const ratioOf = (costs: readonly Cost[]) =>
    -ceilDiv(
      costs.reduce((sum, cost) => sum + chargeE8(cost), 0n),
      equityE8,
    )
  const ofInterest = rates.costs.filter(({ kind }) => kind === 'interest')
  const onCaps = rates.costs.filter((cost) => cost.kind === 'cap' && chargeE8(cost) > 0n)
  const labels = new Set(onCaps.flatMap((cost) => (cost.kind === 'cap' ? [cost.label] : [])))
  return [
    { kind: 'interest', ratioWad: ratioOf(ofInterest) },
    ...[...labels].map((label): YearPart => {
      const named = onCaps.filter((cost) => cost.kind === 'cap' && cost.label === label)
      return { kind: 'charge', label, ratioWad: ratioOf(named) }
    }),
  ]
}

/** What a cost is charged on: a debt, or what a collateral may count for. USD with 8 decimals, rounded up. */
function computeChargedValueE8({ collaterals, debts }: Holdings, cost: Cost): bigint {
  const of = (address: Address, amount?: bigint) =>
    debts
      .filter(({ asset }) => isSameAddress(asset.address, address))
      .reduce((sum, debt) => sum + valueUp(amount ?? debt.amount, debt), 0n)
  if (cost.kind === 'interest') return of(cost.debt)
  const cap = collaterals.find(({ asset }) => isSameAddress(asset.address, cost.collateral))?.cap
  return cap ? of(cap.asset.address, cap.amount) : 0n
}

function valueUp(amount: bigint, { asset, priceE8 }: Debt): bigint {
  return mulDivUp(amount, priceE8, computeUnit(asset.decimals))
}
