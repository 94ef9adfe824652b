import { isSameAddress } from '../../domain/asset'
import { computeCollateralValueE8, computeDebtsValueE8 } from '../../domain/health'
import { BPS, min, mulDivDown, mulDivUp, RAY, WAD } from '../../domain/math'
import type { Collateral, Debt, Holdings, Judge } from '../../domain/position'
import { computeValueE8 } from '../../domain/value'

/** What the protocol calls its caps, for sentences: a collateral counts for no more than the quota rented for it. */
export const CAP_NAME = 'quota'

/** What it calls the charge on them. */
export const CAP_CHARGE = 'Quota fee'

/**
 * A quota above what the collateral counts for today, so that a rise in its price still raises the health
 * factor: 5 % is what prices move between two looks, and costs 5 % more of a small rate.
 */
const QUOTA_HEADROOM_BPS = 500n

/** The quota that a farm asks for, as a ratio of its collateral's value, 1e18 = 100 %: threshold × headroom, up. */
export function computeQuotaRatioWad(liquidationThresholdBps: bigint): bigint {
  return mulDivUp(liquidationThresholdBps * (BPS + QUOTA_HEADROOM_BPS), WAD, BPS * BPS)
}

/** A quota's USD value, 8 decimals; its two roundings are those of `CollateralLogic.calcCollateral`. */
export function computeQuotaValueE8(quota: bigint, debt: Pick<Debt, 'asset' | 'priceE8'>): bigint {
  return mulDivDown(quota, computeValueE8(RAY, debt.priceE8, debt.asset.decimals), RAY)
}

/**
 * What one collateral counts for against the debts, in USD with 8 decimals: value × liquidation
 * threshold, capped by its quota (`CollateralLogic.calcOneTokenCollateral`, to the unit).
 */
function computeWeightedValueE8(collateral: Collateral, { debts }: Holdings): bigint {
  const weighted = mulDivDown(computeCollateralValueE8(collateral), collateral.liquidationThresholdBps, BPS)
  const { cap } = collateral
  if (cap === null) return weighted
  const debt = debts.find(({ asset }) => isSameAddress(asset.address, cap.asset.address))
  return debt ? min(weighted, computeQuotaValueE8(cap.amount, debt)) : 0n
}

/**
 * `twvUSD` against `totalDebtUSD` of `CreditManagerV3._calcDebtAndCollateral`, to the unit; the facade lets an account
 * be liquidated where the first is less (`CreditFacadeV3._revertIfNotLiquidatable`).
 */
export const judge: Judge = (holdings) => ({
  weightedE8: holdings.collaterals.reduce((sum, c) => sum + computeWeightedValueE8(c, holdings), 0n),
  owedE8: computeDebtsValueE8(holdings),
})
