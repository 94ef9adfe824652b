import { isSameAddress } from '../domain/asset'
import type { Farm } from '../domain/farm'
import { hasDebt } from '../domain/health'
import type { ManageIntent } from '../domain/intent'
import type { Issue } from '../domain/issue'
import { computeLeverageWad } from '../domain/leverage'
import { WAD } from '../domain/math'
import { findOracleIssues } from '../domain/oracle-issues'
import type { OwnedPosition } from '../domain/position'
import type { AccountSnapshot, MarketSnapshot } from '../protocols/protocol'

/** Whether the prices that a new position would rest on can be trusted. */
export function findOpeningOracleIssues({ block }: MarketSnapshot, farm: Farm | undefined): readonly Issue[] {
  return farm ? findOracleIssues(farm.oracles, block.timestamp, true) : []
}

/** The same of a position that exists, and of the farm that it works in where more is put there. */
export function findManagingOracleIssues(
  { markets, positions }: Pick<AccountSnapshot, 'markets' | 'positions'>,
  intent: ManageIntent,
): readonly Issue[] {
  const position = positions.find(({ id }) => id === intent.positionId)
  if (!position) return []
  const own = position.oracles
  const ofFarm = markets.farms.find(({ id }) => id === position.farmId)?.oracles ?? []
  const others = ofFarm.filter((a) => !own.some((b) => isSameAddress(a.asset.address, b.asset.address)))
  return findOracleIssues([...own, ...others], markets.block.timestamp, addsRisk(position, intent))
}

/** Whether there is more to lose at a wrong price after it: more debt, or less collateral behind the debt. */
export function addsRisk(position: OwnedPosition, intent: ManageIntent): boolean {
  switch (intent.kind) {
    case 'borrow':
      return true
    case 'withdraw':
      return hasDebt(position)
    case 'change-leverage': {
      // paying all of the debt takes no price
      if (intent.leverageWad <= WAD) return false
      const leverageWad = computeLeverageWad(position)
      // Where prices are missing nobody knows which way it goes.
      return leverageWad === null || intent.leverageWad > leverageWad
    }
    case 'deposit':
    case 'repay':
    case 'claim':
    case 'close':
      return false
  }
}
