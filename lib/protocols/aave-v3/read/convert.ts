import { type Address, isSameAddress } from '../../../domain/asset'
import type { Holder } from '../../../domain/holder'
import type { WalletAsset } from '../../../domain/wallet'
import type { AccountSnapshot, MarketSnapshot } from '../../protocol'
import { findExchangeContracts } from '../addresses'
import { convertFarms } from './convert-farms'
import { convertPosition, convertRates, hasPosition } from './convert-position'
import { type Growth, listParts, type Part } from './parts'
import type { RawHolder, RawSafe, RawSnapshot } from './raw'
import { type AaveState, stateOf } from './state'

export function convertMarkets(raw: RawSnapshot, growth: Growth): MarketSnapshot {
  const { protocol, chainId } = raw.structure
  const parts = listParts(raw, growth)
  const farms = convertFarms(raw, parts)
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
    // what is lent is a position's, and no pool's share
    pools: [],
    issues: convertIssues(raw, growth),
    state,
  }
}

/**
 * What is lent is part of a position, since it may be collateral at any time: so there are no supplies beside the positions, or
 * the same money would be told twice.
 */
export function convertAccount(raw: RawSnapshot, growth: Growth, owner: Address): AccountSnapshot {
  const markets = convertMarkets(raw, growth)
  const { parts } = stateOf(markets)
  const rates = convertRates(parts)
  return {
    markets,
    owner,
    positions: raw.holders
      .filter((holder) => hasPosition(holder) && isTheirs(raw, holder))
      .map((holder) => convertPosition(markets, holder, owner, rates)),
    holders: [{ kind: 'account', address: owner }, ...raw.safes.map(convertSafe)],
    supplies: [],
    wallet: parts.map((part) => convertWalletAsset(raw, part)),
    nativeBalance: raw.nativeBalance,
  }
}

/** The account's own, or a Safe's that is there: what others lent to where none is yet is nobody's. */
function isTheirs({ safes }: RawSnapshot, { account }: RawHolder): boolean {
  const safe = safes.find(({ address }) => isSameAddress(address, account))
  return safe?.state.kind !== 'absent' && safe?.state.kind !== 'unreadable'
}

function convertSafe({ address, index, state, configuration }: RawSafe): Holder {
  return { kind: 'safe', address, index, state, isFree: configuration === 0n }
}

function convertWalletAsset({ structure }: RawSnapshot, { asset, reserve }: Part): WalletAsset {
  const { pool, protocol, chainId } = structure
  const router = findExchangeContracts(chainId)?.router
  const nameOf = (spender: Address) =>
    router && isSameAddress(spender, router) ? 'Uniswap V3 router' : 'your Safe'
  const ofPool = { spender: pool, spenderName: `${protocol.name} pool`, amount: reserve.walletAllowance }
  const others = reserve.otherAllowances.map((one) => ({ ...one, spenderName: nameOf(one.spender) }))
  return { asset, balance: reserve.walletBalance, allowances: [ofPool, ...others] }
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
