import { type Address, isSameAddress } from '../../../domain/asset'
import type { Holder } from '../../../domain/holder'
import type { Issue } from '../../../domain/issue'
import type { LendingPool } from '../../../domain/lending'
import type { WalletAsset } from '../../../domain/wallet'
import type { AccountSnapshot, MarketSnapshot } from '../../protocol'
import { makePoolId } from '../ids'
import { convertFarms } from './convert-farms'
import { convertPosition, convertRates, hasPosition } from './convert-position'
import { computeSupplyAprWad, type Growth, listParts, type Part } from './parts'
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
    pools: parts.map((part) => convertPool(raw, part)),
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
  const { pool, protocol } = structure
  const allowance = { spender: pool, spenderName: `${protocol.name} pool`, amount: reserve.walletAllowance }
  return { asset, balance: reserve.walletBalance, allowances: [allowance] }
}

/**
 * A share is a scaled unit: what shares are worth here is what the chain says or a unit less, since it multiplies with an index
 * and this with what that makes of all of them.
 */
function convertPool(
  { structure: { protocol, chainId } }: RawSnapshot,
  { reserve, asset }: Part,
): LendingPool {
  const { supplyToken, scaledSupply, supplyIndexRay, available, priceE8, config } = reserve
  return {
    id: makePoolId(protocol.id, chainId, asset.address),
    protocol: protocol.id,
    chainId,
    address: supplyToken,
    name: `${protocol.name} ${asset.symbol}`,
    asset,
    priceE8,
    totalAssets: protocol.line.toSupply(scaledSupply, supplyIndexRay),
    totalShares: scaledSupply,
    availableLiquidity: available,
    supplyAprWad: computeSupplyAprWad(reserve),
    withdrawFeeBps: 0n,
    isPaused: config.isPaused || !config.isActive,
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
function convertIssues({ unreadable, structure }: RawSnapshot, growth: Growth): readonly Issue[] {
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
