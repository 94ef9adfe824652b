import { isSameAddress } from './asset'
import type { Cost, Debt, Holdings } from './position'

/** What a cost is charged on, in the smallest unit of a debt that it is added to; 0n where it is not added to that one. */
export function findChargedAmount(cost: Cost, debt: Debt, { collaterals }: Holdings): bigint {
  const { address } = debt.asset
  if (cost.kind === 'interest') return isSameAddress(cost.debt, address) ? debt.amount : 0n
  const cap = collaterals.find(({ asset }) => isSameAddress(asset.address, cost.collateral))?.cap
  return cap && isSameAddress(cap.asset.address, address) ? cap.amount : 0n
}
