import { type Address, isSameAddress } from './asset'
import { ceilDiv, min, mulDivUp, SECONDS_PER_YEAR, WAD } from './math'
import type { Cost, Debt, Holdings } from './position'

/** What a cost is charged on, in the smallest unit of a debt that it is added to; 0n where it is not added to that one. */
export function findChargedAmount(cost: Cost, debt: Debt, { collaterals }: Holdings): bigint {
  const { address } = debt.asset
  if (cost.kind !== 'cap') return isSameAddress(cost.debt, address) ? debt.amount : 0n
  const cap = collaterals.find(({ asset }) => isSameAddress(asset.address, cost.collateral))?.cap
  return cap && isSameAddress(cap.asset.address, address) ? cap.amount : 0n
}

/**
 * What is charged in so long beyond the simple rate: 1e18 = 100 % of what the cost is charged on, rounded up. Of interest that
 * compounds, the second and third term of e^x − 1: chains that compound by the second count no more of them. Of a share's growth what
 * was measured to be more in a year, and all of it on the interest that `costs` add to the same debt.
 */
export function computeCompoundedWad(cost: Cost, seconds: bigint, costs: readonly Cost[] = []): bigint {
  switch (cost.kind) {
    case 'cap':
      return 0n
    case 'interest':
      return cost.compounds ? computeInterestOnInterestWad(cost.aprWad * seconds) : 0n
    case 'growth': {
      const more = (cost.yearWad - cost.aprWad) * seconds * min(seconds, SECONDS_PER_YEAR)
      const moreWad = ceilDiv(more, SECONDS_PER_YEAR ** 2n)
      const grownWad = ceilDiv(cost.aprWad * seconds, SECONDS_PER_YEAR) + moreWad
      return moreWad + mulDivUp(grownWad, sumInterestWad(cost, seconds, costs), WAD)
    }
  }
}

function computeInterestOnInterestWad(simple: bigint): bigint {
  const square = ceilDiv(simple ** 2n, 2n * WAD * SECONDS_PER_YEAR ** 2n)
  return square + ceilDiv(simple ** 3n, 6n * WAD ** 2n * SECONDS_PER_YEAR ** 3n)
}

function sumInterestWad(
  { debt }: { readonly debt: Address },
  seconds: bigint,
  costs: readonly Cost[],
): bigint {
  return costs.reduce((sum, cost) => {
    if (cost.kind !== 'interest' || !isSameAddress(cost.debt, debt)) return sum
    return sum + ceilDiv(cost.aprWad * seconds, SECONDS_PER_YEAR) + computeCompoundedWad(cost, seconds)
  }, 0n)
}
