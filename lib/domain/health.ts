import { mulDivDown, WAD } from './math'
import type { Collateral, Debt, Holdings, Position } from './position'
import { computeValueE8 } from './value'

/** USD value of one collateral, 8 decimals, rounded down. */
export function computeCollateralValueE8(collateral: Collateral): bigint {
  return computeValueE8(collateral.amount, collateral.priceE8, collateral.asset.decimals)
}

/** USD value of all collaterals, 8 decimals: the sum of their values, each rounded down. */
export function computeCollateralsValueE8({ collaterals }: Pick<Holdings, 'collaterals'>): bigint {
  return collaterals.reduce((sum, collateral) => sum + computeCollateralValueE8(collateral), 0n)
}

/** USD value of one debt, 8 decimals, rounded down as the chain does. */
export function computeDebtValueE8(debt: Debt): bigint {
  return computeValueE8(debt.amount, debt.priceE8, debt.asset.decimals)
}

/** USD value of all debts, 8 decimals: the sum of their values, each rounded down. */
export function computeDebtsValueE8({ debts }: Pick<Holdings, 'debts'>): bigint {
  return debts.reduce((sum, debt) => sum + computeDebtValueE8(debt), 0n)
}

export function hasDebt({ debts }: Pick<Holdings, 'debts'>): boolean {
  return debts.some(({ amount }) => amount > 0n)
}

/** Weighted value / owed value, 1e18 = 1, rounded down; null (∞) where nothing is owed. */
export function computeHealthRatioWad(weightedE8: bigint, owedE8: bigint): bigint | null {
  return owedE8 === 0n ? null : mulDivDown(weightedE8, WAD, owedE8)
}

/** Health factor, 1e18 = 1, rounded down; null (∞) without debt. Under 1e18 anybody may liquidate. */
export function computeHealthFactorWad(position: Position): bigint | null {
  const { weightedE8, owedE8 } = position.judge(position)
  return computeHealthRatioWad(weightedE8, owedE8)
}

/** Whether everything that counts for or against it has a price: without one no ratio of values is known. */
export function isPriced({ collaterals, debts }: Holdings): boolean {
  const isMissing = (c: Collateral) => !c.isDust && c.liquidationThresholdBps > 0n && c.priceE8 <= 0n
  return debts.every((debt) => debt.amount === 0n || debt.priceE8 > 0n) && !collaterals.some(isMissing)
}

/** Whether the chain would let it be liquidated: what counts for it is worth less than what is owed. */
export function isLiquidatable(position: Position): boolean {
  const { weightedE8, owedE8 } = position.judge(position)
  return owedE8 > 0n && weightedE8 < owedE8
}
