import { isSameAddress } from './asset'
import { ceilDiv, min, SECONDS_PER_YEAR, WAD } from './math'
import type { Cost, Debt, Holdings } from './position'

/** What a cost is charged on, in the smallest unit of a debt that it is added to; 0n where it is not added to that one. */
export function findChargedAmount(cost: Cost, debt: Debt, { collaterals }: Holdings): bigint {
  const { address } = debt.asset
  if (cost.kind !== 'cap') return isSameAddress(cost.debt, address) ? debt.amount : 0n
  const cap = collaterals.find(({ asset }) => isSameAddress(asset.address, cost.collateral))?.cap
  return cap && isSameAddress(cap.asset.address, address) ? cap.amount : 0n
}

/**
 * What is charged in so long beyond the simple rate, since interest is charged on interest: 1e18 = 100 % of what the cost is
 * charged on, rounded up; of a share's growth by what it was measured to be in a year. The second and third term of e^x − 1: chains that compound by the second count no more of them.
 */
export function computeCompoundedWad(cost: Cost, seconds: bigint): bigint {
  if (cost.kind === 'growth') {
    const more = (cost.yearWad - cost.aprWad) * seconds * min(seconds, SECONDS_PER_YEAR)
    return ceilDiv(more, SECONDS_PER_YEAR ** 2n)
  }
  if (cost.kind === 'cap' || !cost.compounds) return 0n
  const simple = cost.aprWad * seconds
  const square = ceilDiv(simple ** 2n, 2n * WAD * SECONDS_PER_YEAR ** 2n)
  return square + ceilDiv(simple ** 3n, 6n * WAD ** 2n * SECONDS_PER_YEAR ** 3n)
}
