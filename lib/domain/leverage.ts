import { computeCollateralsValueE8, computeDebtsValueE8 } from './health'
import { BPS, mulDivDown, mulDivUp, WAD } from './math'
import type { Holdings } from './position'

/** Leverage is offered, planned and looked at in hundredths of 1x: finer than anybody asks for. */
export const LEVERAGE_UNIT_WAD = WAD / 100n

/** Collateral value minus debt value, USD with 8 decimals; negative where the debt is larger. */
export function computeEquityE8(position: Holdings): bigint {
  return computeCollateralsValueE8(position) - computeDebtsValueE8(position)
}

/** Debt value / collateral value, 1e18 = 100 %, rounded up; null where there is debt and no collateral. */
export function computeLtvWad(position: Holdings): bigint | null {
  const debtValueE8 = computeDebtsValueE8(position)
  if (debtValueE8 === 0n) return 0n
  const collateralValueE8 = computeCollateralsValueE8(position)
  return collateralValueE8 === 0n ? null : mulDivUp(debtValueE8, WAD, collateralValueE8)
}

/** Collateral value / equity, 1e18 = 1x, rounded up (more leverage is more risk); null where no equity is left. */
export function computeLeverageWad(position: Holdings): bigint | null {
  const equityE8 = computeEquityE8(position)
  return equityE8 <= 0n ? null : mulDivUp(computeCollateralsValueE8(position), WAD, equityE8)
}

/**
 * Highest leverage, 1e18 = 1x, rounded down, at which the health factor is not below the floor.
 * All in the farm's asset: L/(L−1)·LT = HF gives L = HF/(HF−LT). Where the deposit stays what it is
 * (`depositLtBps`) and only the borrowed part becomes the farm's asset: (LTd + (L−1)·LTf)/(L−1) = HF
 * gives L = 1 + LTd/(HF−LTf). Throws for a floor that is not above the threshold: any leverage would do.
 */
export function computeMaxLeverageWad(limits: {
  readonly depositLtBps?: bigint
  readonly farmLtBps: bigint
  readonly healthFactorFloorWad: bigint
}): bigint {
  const farmLtWad = (limits.farmLtBps * WAD) / BPS
  const marginWad = limits.healthFactorFloorWad - farmLtWad
  if (marginWad <= 0n) throw new RangeError('The health factor floor must be above the liquidation threshold')
  if (limits.depositLtBps === undefined) return mulDivDown(limits.healthFactorFloorWad, WAD, marginWad)
  return WAD + mulDivDown(limits.depositLtBps * WAD, WAD, BPS * marginWad)
}

/** What to borrow, in the debt asset's smallest unit, so that a deposit worth this becomes `leverageWad`; down. */
export function computeBorrowForLeverage(depositAmountInDebtAsset: bigint, leverageWad: bigint): bigint {
  if (leverageWad < WAD) throw new RangeError('Leverage starts at 1x')
  return mulDivDown(depositAmountInDebtAsset, leverageWad - WAD, WAD)
}
