import { accruePosition, SECONDS_PER_DAY } from './accrual'
import { computeCollateralValueE8, isLiquidatable } from './health'
import { computeEquityE8 } from './leverage'
import { floorDiv, max, min, mulDivDown, SECONDS_PER_YEAR, WAD } from './math'
import type { Collateral, Position, PositionRates, YieldSource } from './position'
import { findByAddress } from './rates'

/**
 * The position after so long without anybody's touch, prices and rates as they are: its debts have
 * been charged, shares are worth more. Rewards lie beside it (`listRewards`). Rounded against the owner.
 */
export function leaveUntouched<P extends Position>(position: P, rates: PositionRates, seconds: bigint): P {
  if (seconds <= 0n) return position
  const accrued = accruePosition(position, rates, seconds)
  return {
    ...accrued,
    collaterals: accrued.collaterals.map((collateral) => {
      const growthWad = listYields(rates, collateral)
        .filter(isInShare)
        .reduce((sum, source) => sum + computeYieldWad(source, seconds), WAD)
      return { ...collateral, priceE8: mulDivDown(collateral.priceE8, max(0n, growthWad), WAD) }
    }),
  }
}

/** What one source of rewards has paid by then. USD with 8 decimals at today's price, rounded down. */
export type EarnedReward = { readonly source: YieldSource; readonly valueE8: bigint }

/**
 * What an untouched position could claim after so long, beyond what it can claim now. Rewards come at a steady
 * rate that no collateral's price changes, so they are measured on today's value.
 */
export function listRewards(
  position: Position,
  rates: PositionRates,
  seconds: bigint,
): readonly EarnedReward[] {
  return position.collaterals.flatMap((collateral) =>
    listYields(rates, collateral)
      .filter((source) => !isInShare(source))
      .map((source) => ({
        source,
        valueE8: mulDivDown(
          computeCollateralValueE8(collateral),
          computeYieldWad(source, max(0n, seconds)),
          WAD,
        ),
      })),
  )
}

/** What an untouched position gains in so many days, rewards at today's prices; USD with 8 decimals, signed. */
export function computeGainE8(position: Position, rates: PositionRates, days: bigint): bigint {
  const seconds = days * SECONDS_PER_DAY
  const rewardsE8 = listRewards(position, rates, seconds).reduce((sum, { valueE8 }) => sum + valueE8, 0n)
  return computeEquityE8(leaveUntouched(position, rates, seconds)) - computeEquityE8(position) + rewardsE8
}

/**
 * Whole days, rounded up, until an untouched position can be liquidated at today's prices; 0n where it can be
 * now, null where it cannot within so many days. Costs and growth run in lines, or compound, or with a cap on what
 * counts, so that health has no dip between two ends where it is well.
 */
export function computeDaysUntilLiquidated(
  position: Position,
  rates: PositionRates,
  withinDays: bigint,
): bigint | null {
  const isDueAfter = (days: bigint) => isLiquidatable(leaveUntouched(position, rates, days * SECONDS_PER_DAY))
  if (isLiquidatable(position)) return 0n
  if (!isDueAfter(withinDays)) return null
  let [well, due] = [0n, withinDays]
  while (due - well > 1n) {
    const middle = (well + due) / 2n
    if (isDueAfter(middle)) due = middle
    else well = middle
  }
  return due
}

/**
 * What a source brings in so long, 1e18 = 100 % of what earns it; nothing for one that is not known. Within a
 * year from today's rate towards what was measured for the year; beyond it year by year.
 */
export function computeYieldWad({ aprWad, yearWad }: YieldSource, seconds: bigint): bigint {
  if (aprWad === null) return 0n
  const simpleWad = floorDiv(aprWad * seconds, SECONDS_PER_YEAR)
  if (yearWad === undefined) return simpleWad
  const within = min(seconds, SECONDS_PER_YEAR)
  const compounding = (yearWad - aprWad) * seconds * within
  return simpleWad + floorDiv(compounding, SECONDS_PER_YEAR * SECONDS_PER_YEAR)
}

/** Growth of a share, a pool's trading fees and borrowers' interest raise what is held; rewards are paid beside it. */
function isInShare({ kind }: YieldSource): boolean {
  return kind !== 'reward'
}

export function listYields(rates: PositionRates, { asset }: Collateral): readonly YieldSource[] {
  return findByAddress(rates.yieldsByCollateral, asset.address) ?? []
}
