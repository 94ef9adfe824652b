import { type Address, isSameAddress } from '../../../domain/asset'
import { parseId } from '../../../domain/id'
import type { Scope } from '../../protocol'
import { parsePositionId } from '../ids'
import type { FoundAccount } from './read-snapshot'
import type { Structure } from './structure'

/**
 * What a scope needs. Of a farm or a position it is one market: what it farms with, trades through and is lent lies in that,
 * and nothing else is ever drafted with; none where its farm or position is not there. `accounts` say where the owner's
 * positions are. Pools to supply to are lent from in any market.
 */
export function narrow(
  structure: Structure,
  scope: Scope | undefined,
  accounts: readonly FoundAccount[],
): Structure {
  if (!scope || 'pools' in scope) return structure
  const managers = listManagers(scope, structure.chainId, accounts)
  const markets = structure.markets.filter(({ creditManager }) =>
    managers.some((manager) => isSameAddress(creditManager, manager)),
  )
  return { ...structure, markets }
}

function listManagers(
  scope: Exclude<Scope, { readonly pools: 'all' }>,
  chainId: number,
  accounts: readonly FoundAccount[],
): readonly Address[] {
  if ('farmId' in scope) return [parseId(scope.farmId)?.subject ?? []].flat()
  const position = 'positionId' in scope ? parsePositionId(scope.positionId, chainId) : 'any'
  return accounts.flatMap(({ account, creditManager }) =>
    position === 'any' || (position !== null && isSameAddress(account, position)) ? [creditManager] : [],
  )
}
