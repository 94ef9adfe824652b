import { type Address, isSameAddress } from '../../../domain/asset'
import { parseId } from '../../../domain/id'
import type { Scope } from '../../protocol'
import { parsePositionId } from '../ids'
import type { FoundAccount } from './read-snapshot'
import type { Structure } from './structure'

/**
 * What a scope needs, which is one market: what it farms with, trades through and is lent lies in that, and nothing else is
 * ever drafted with. No market where its farm or position is not there. `accounts` say where the owner's positions are.
 */
export function narrow(
  structure: Structure,
  scope: Scope | undefined,
  accounts: readonly FoundAccount[],
): Structure {
  if (!scope) return structure
  const manager = findManager(scope, structure.chainId, accounts)
  const markets = structure.markets.filter(
    ({ creditManager }) => manager !== undefined && isSameAddress(creditManager, manager),
  )
  return { ...structure, markets }
}

function findManager(scope: Scope, chainId: number, accounts: readonly FoundAccount[]): Address | undefined {
  if ('farmId' in scope) return parseId(scope.farmId)?.subject
  const position = parsePositionId(scope.positionId, chainId)
  return accounts.find(({ account }) => position !== null && isSameAddress(account, position))?.creditManager
}
