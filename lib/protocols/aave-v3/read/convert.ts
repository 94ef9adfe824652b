import { type Address, isSameAddress } from '../../../domain/asset'
import type { Holder } from '../../../domain/holder'
import type { WalletAsset } from '../../../domain/wallet'
import type { AccountSnapshot } from '../../protocol'
import { findExchangeContracts } from '../addresses'
import { convertMarkets } from './convert-markets'
import { convertPosition, convertRates } from './convert-position'
import { convertSupplies } from './convert-supplies'
import { hasPosition } from './has-position'
import { findEarned, listLeft } from './left'
import type { LiquidateOf } from './liquidate-of'
import type { Growth, Part } from './parts'
import type { RawHolder, RawSafe, RawSnapshot } from './raw'
import { type AaveState, stateOf } from './state'

/**
 * What the owner's own account has lent is part of a position, since it may be collateral at any time: each supply names that.
 * What a liquidation would take is told with the code for it, where that is given.
 */
export function convertAccount(
  raw: RawSnapshot,
  growth: Growth,
  owner: Address,
  liquidateOf?: LiquidateOf,
): AccountSnapshot {
  const converted = convertMarkets(raw, growth)
  const state: AaveState = { ...stateOf(converted), convertAccount, ...(liquidateOf && { liquidateOf }) }
  const markets = { ...converted, state }
  const { parts } = state
  const rates = convertRates(parts)
  return {
    markets,
    owner,
    positions: raw.holders
      .filter((holder) => hasPosition(holder) && isTheirs(raw, holder))
      .map((holder) => convertPosition(markets, holder, owner, rates, liquidateOf)),
    holders: [convertOwn(raw, owner), ...raw.safes.map((safe) => convertSafe(raw, safe))],
    supplies: convertSupplies(raw, parts, owner),
    wallet: parts.map((part) => convertWalletAsset(raw, part)),
    nativeBalance: raw.nativeBalance,
  }
}

/** The account's own, or a Safe's that is there: what others lent to where none is yet is nobody's. */
function isTheirs({ safes }: RawSnapshot, { account }: RawHolder): boolean {
  const safe = safes.find(({ address }) => isSameAddress(address, account))
  return safe?.state.kind !== 'absent' && safe?.state.kind !== 'unreadable'
}

function convertOwn(raw: RawSnapshot, owner: Address): Holder {
  return { kind: 'account', address: owner, ...convertEarned(raw, findHolder(raw, owner)) }
}

function convertSafe(raw: RawSnapshot, safe: RawSafe): Holder {
  const { address, index, state, configuration } = safe
  // in one that others have a say in nothing is done
  const holder = state.kind === 'own' ? findHolder(raw, address) : undefined
  const left = holder ? listLeft(raw, holder) : []
  const isFree = configuration === 0n
  return {
    ...{ kind: 'safe', address, index, state, isFree },
    ...(left.length > 0 && { left }),
    ...convertEarned(raw, holder),
  }
}

function findHolder({ holders }: RawSnapshot, address: Address): RawHolder | undefined {
  return holders.find(({ account }) => isSameAddress(account, address))
}

function convertEarned(raw: RawSnapshot, holder: RawHolder | undefined): Pick<Holder, 'earned'> {
  const earned = holder ? findEarned(raw, holder) : null
  return earned ? { earned } : {}
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
