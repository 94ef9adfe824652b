import { isSameAddress } from '../../../domain/asset'
import type { MarketSnapshot } from '../../protocol'
import { findWrappedCoin } from '../addresses'
import { convertFarms } from './convert-farms'
import { convertPools } from './convert-pools'
import { type Growth, listParts } from './parts'
import type { RawSnapshot } from './raw'
import type { AaveState } from './state'

export function convertMarkets(raw: RawSnapshot, growth: Growth): MarketSnapshot {
  const { protocol, chainId } = raw.structure
  const parts = listParts(raw, growth)
  const farms = convertFarms(raw, parts)
  const wrapped = findWrappedCoin(chainId)
  const state: AaveState = {
    raw,
    growth,
    parts,
    eModeOfFarm: new Map(farms.map(({ farm, eMode }) => [farm.id, eMode?.id ?? 0])),
  }
  return {
    protocol: protocol.id,
    chainId,
    block: { number: raw.blockNumber, timestamp: raw.timestamp },
    sentBytes: raw.sentBytes,
    farms: farms.map(({ farm }) => farm),
    pools: convertPools(raw, parts),
    issues: convertIssues(raw, growth),
    ...(wrapped && parts.some(({ asset }) => isSameAddress(asset.address, wrapped))
      ? { wrappedCoin: { token: wrapped, isGiven: true } }
      : {}),
    state,
  }
}

const WHAT = {
  market: 'the market',
  reserve: 'the token',
  price: 'the price of',
  category: 'the category',
  reward: 'the reward',
  position: 'the position',
  exchange: 'the exchange',
  pool: 'the pool',
} as const

const OF_NO_MARKET: ReadonlySet<keyof typeof WHAT> = new Set(['market', 'exchange', 'pool'])

/** What is left out, and why; and whether there are yields that nobody measured. */
function convertIssues({ unreadable, structure }: RawSnapshot, growth: Growth): MarketSnapshot['issues'] {
  const items = unreadable.map(({ kind, name, reason }) => ({
    what: WHAT[kind],
    name,
    market: OF_NO_MARKET.has(kind) ? null : structure.protocol.name,
    reason,
  }))
  return [
    ...(items.length > 0 ? [{ code: 'unreadable', severity: 'info', items } as const] : []),
    ...(Object.values(growth).includes(null)
      ? [{ code: 'yield-unmeasured', severity: 'info' } as const]
      : []),
  ]
}
