import type { Asset } from './asset'
import type { Position } from './position'

/** What a position counts or owes and has no price for: nothing that is reckoned from prices is known of it then. */
export function listUnpriced({ collaterals, debt }: Position): readonly Asset[] {
  const counted = collaterals.filter(
    ({ amount, quota, liquidationThresholdBps, priceE8 }) =>
      priceE8 === 0n && amount > 1n && quota !== 0n && liquidationThresholdBps > 0n,
  )
  const owed = debt.amount > 0n && debt.priceE8 === 0n ? [debt.asset] : []
  return [...counted.map(({ asset }) => asset), ...owed]
}
