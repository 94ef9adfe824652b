import { type Client, zeroAddress } from 'viem'
import type { Address } from '../../domain/asset'
import type { Growth, ProtocolReader, Scope } from '../protocol'
import { makeHead } from './heads'
import { parsePositionId } from './ids'
import { aaveV3, type LendingProtocol, spark } from './protocols'
import { convertMarkets } from './read/convert-markets'
import { fetchSnapshot } from './read/fetch'
import { fetchGrowth, knownGrowth } from './read/fetch-growth'
import { hasPosition } from './read/has-position'
import { loadAccountCode } from './read/load-account-code'
import type { Growth as ShareGrowths } from './read/parts'
import type { RawSnapshot } from './read/raw'
import { stateOf } from './read/state'

/**
 * The part of an adapter that reads a deployment of Aave V3's code. All of a market is read whatever the scope: a position is
 * judged by all that it has there, and every asset may be brought along. Of the pools that assets are traded in those are read
 * that the scope takes, and of a position's scope its holder alone.
 */
export function makeReader(protocol: LendingProtocol): ProtocolReader {
  const { id } = protocol
  return {
    ...makeHead(protocol),
    fetchMarkets: async (client, chainId, { growth, scope, onPart } = {}) => {
      const raw = await fetchSnapshot(client, protocol, chainId, null, {
        scope,
        onPart: onPart && ((part) => onPart(convertMarkets(part, {}))),
      })
      return convertMarkets(raw, await growthOf(client, raw, growth))
    },
    fetchAccount: async (client, chainId, owner, { growth, scope } = {}) => {
      const only = scope && findHolder(scope, owner, (position) => parsePositionId(id, chainId, position))
      const asked = only === undefined ? { owner } : { owner, only: only ?? zeroAddress }
      // where one position is all that is asked about, what a liquidation would take of it is told, too
      const [raw, liquidation] = await Promise.all([
        fetchSnapshot(client, protocol, chainId, asked, { scope }),
        only === undefined ? null : import('./read/liquidate-of'),
      ])
      const { convertAccount } = await loadAccountCode()
      return convertAccount(raw, await growthOf(client, raw, growth), owner, liquidation?.liquidateOf)
    },
    fetchGrowth: (client, markets) => fetchGrowth(client, stateOf(markets).raw),
    applyGrowth: (markets, growth) => {
      const { raw } = stateOf(markets)
      return convertMarkets(raw, knownGrowth(raw, growth))
    },
    applyGrowthToAccount: (account, growth) => {
      const { raw, convertAccount, liquidateOf } = stateOf(account.markets)
      return convertAccount?.(raw, knownGrowth(raw, growth), account.owner, liquidateOf) ?? account
    },
    fetchPositionOwner: async (client, chainId, positionId) => {
      const account = parsePositionId(id, chainId, positionId)
      if (!account) return null
      const asked = { owner: account, only: account }
      const { holders } = await fetchSnapshot(client, protocol, chainId, asked, { scope: { positionId } })
      if (!holders.some(hasPosition)) return null
      const { fetchHolderOwner } = await loadAccountCode()
      return fetchHolderOwner(client, account)
    },
  }
}

/** Whom a scope is about alone: who holds its position, and of pools to supply to the account itself; undefined for all of an owner's. */
function findHolder(
  scope: Scope,
  owner: Address,
  parse: (positionId: string) => Address | null,
): Address | null | undefined {
  if ('pools' in scope) return owner
  return 'positionId' in scope ? parse(scope.positionId) : undefined
}

async function growthOf(client: Client, raw: RawSnapshot, growth: Growth | undefined): Promise<ShareGrowths> {
  return growth === undefined ? fetchGrowth(client, raw) : knownGrowth(raw, growth)
}

/** They come with the first read of either. */
export const aaveV3Reader = makeReader(aaveV3)
export const sparkReader = makeReader(spark)
