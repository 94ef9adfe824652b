import type { Address } from '../../../domain/asset'
import { max, min, WAD } from '../../../domain/math'
import { computeAmountOfValue } from '../../../domain/value'
import type { Trade } from '../venues/venue'
import { type LoopAccount, measureAccount, owedOf, reserveOf } from './loop-account'

/**
 * All that loops to a leverage will trade, at the protocol's prices: what pools are compared by. Upwards so much of the debt's
 * asset is sold, downwards bought; null where nothing is.
 */
export function estimateWholeTrade(
  account: LoopAccount,
  {
    collateral,
    debt,
    targetWad,
  }: { readonly collateral: Address; readonly debt: Address; readonly targetWad: bigint },
): Trade | null {
  const { collateralE8, owedE8 } = measureAccount(account)
  const reserve = reserveOf(account, debt)
  const { priceE8, asset } = reserve
  const aimE8 = (max(0n, collateralE8 - owedE8) * max(0n, targetWad - WAD)) / WAD
  if (priceE8 <= 0n || aimE8 === owedE8) return null
  const amountOf = (valueE8: bigint) => computeAmountOfValue(valueE8, priceE8, asset.decimals, 'up')
  if (aimE8 > owedE8) return { from: debt, to: collateral, exact: 'in', amount: amountOf(aimE8 - owedE8) }
  const owed = owedOf(account, reserve)
  const bought = amountOf(owedE8 - aimE8)
  return { from: collateral, to: debt, exact: 'out', amount: min(bought, owed) }
}
