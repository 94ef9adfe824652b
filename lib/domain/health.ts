import { BPS, min, mulDivDown, RAY, WAD } from './math'
import type { Collateral, Debt, Position } from './position'
import { computeValueE8 } from './value'

/** USD value of one collateral, 8 decimals, rounded down. */
export function computeCollateralValueE8(collateral: Collateral): bigint {
  return computeValueE8(collateral.amount, collateral.priceE8, collateral.asset.decimals)
}

/** USD value of all collaterals, 8 decimals: Gearbox's `totalValueUSD`. */
export function computeCollateralsValueE8(position: Pick<Position, 'collaterals'>): bigint {
  return position.collaterals.reduce((sum, collateral) => sum + computeCollateralValueE8(collateral), 0n)
}

/** USD value of the debt, 8 decimals, rounded down as the chain does: Gearbox's `totalDebtUSD`. */
export function computeDebtValueE8(debt: Debt): bigint {
  return computeValueE8(debt.amount, debt.priceE8, debt.asset.decimals)
}

/** A quota's USD value, 8 decimals; its two roundings are those of `CollateralLogic.calcCollateral`. */
export function computeQuotaValueE8(quota: bigint, debt: Pick<Debt, 'asset' | 'priceE8'>): bigint {
  return mulDivDown(quota, computeValueE8(RAY, debt.priceE8, debt.asset.decimals), RAY)
}

/**
 * What one collateral counts for against the debt, in USD with 8 decimals: value × liquidation
 * threshold, capped by its quota (`CollateralLogic.calcOneTokenCollateral`, to the unit).
 */
export function computeWeightedValueE8(collateral: Collateral, debt: Debt): bigint {
  const weighted = mulDivDown(computeCollateralValueE8(collateral), collateral.liquidationThresholdBps, BPS)
  return collateral.quota === null ? weighted : min(weighted, computeQuotaValueE8(collateral.quota, debt))
}

/** Sum over all collaterals: Gearbox's `twvUSD`. */
export function computeWeightedValuesE8(position: Position): bigint {
  return position.collaterals.reduce((sum, c) => sum + computeWeightedValueE8(c, position.debt), 0n)
}

/** Weighted value / debt value, 1e18 = 1, rounded down; null (∞) where the debt value is 0. */
export function computeHealthRatioWad(weightedValueE8: bigint, debtValueE8: bigint): bigint | null {
  return debtValueE8 === 0n ? null : mulDivDown(weightedValueE8, WAD, debtValueE8)
}

/** Health factor, 1e18 = 1, rounded down; null (∞) without debt. Under 1e18 anybody may liquidate. */
export function computeHealthFactorWad(position: Position): bigint | null {
  return computeHealthRatioWad(computeWeightedValuesE8(position), computeDebtValueE8(position.debt))
}

/** Gearbox leaves a unit of a token behind where it sends "all". */
const DUST = 1n

/** Whether everything that counts for or against it has a price: without one no ratio of values is known. */
export function isPriced({ collaterals, debt }: Position): boolean {
  const isMissing = (c: Collateral) => c.amount > DUST && c.liquidationThresholdBps > 0n && c.priceE8 <= 0n
  return (debt.amount === 0n || debt.priceE8 > 0n) && !collaterals.some(isMissing)
}

/** Whether the chain would let it be liquidated: `CreditFacadeV3` compares weighted value < debt value. */
export function isLiquidatable(position: Position): boolean {
  const debtValueE8 = computeDebtValueE8(position.debt)
  return debtValueE8 > 0n && computeWeightedValuesE8(position) < debtValueE8
}
