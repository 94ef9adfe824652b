import type { Asset } from './asset'
import type { Holdings } from './position'

/** What a position counts or owes and has no price for: nothing that is reckoned from prices is known of it then. */
export function listUnpriced({ collaterals, debts }: Holdings): readonly Asset[] {
  const counted = collaterals.filter(
    ({ isDust, cap, liquidationThresholdBps, priceE8 }) =>
      priceE8 === 0n && !isDust && cap?.amount !== 0n && liquidationThresholdBps > 0n,
  )
  const owed = debts.filter(({ amount, priceE8 }) => amount > 0n && priceE8 === 0n)
  return [...counted, ...owed].map(({ asset }) => asset)
}
