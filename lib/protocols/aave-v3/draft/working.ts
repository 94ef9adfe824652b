import { type Address, type Asset, type AssetAmount, isSameAddress } from '../../../domain/asset'
import type { Allowed } from '../../../domain/batch'
import type { Issue } from '../../../domain/issue'
import type { SafeCall } from '../../../safe/carry-out'
import type { MarketSnapshot } from '../../protocol'
import type { Part } from '../read/parts'
import type { RawEMode, RawHolder, RawSnapshot } from '../read/raw'
import { type AaveState, stateOf } from '../read/state'
import { startAccount } from './account'
import type { LoopAccount } from './loop-account'

/** A draft that cannot be made, and why. */
export type Refusal = { readonly issues: readonly Issue[] }

/** An account while an operation is drafted: what it has after the steps so far, and these as its own calls. */
export type Working = {
  readonly markets: MarketSnapshot
  readonly state: AaveState
  readonly raw: RawSnapshot
  readonly holder: RawHolder
  readonly owner: Address
  readonly account: LoopAccount
  /** What went into the pool (positive) or out of it, an asset several times where it did so several times. */
  readonly moved: readonly AssetAmount[]
  readonly calls: readonly SafeCall[]
  /** What the wallet brings at most, for the pool to take. */
  readonly brings: readonly AssetAmount[]
  /** Of what was brought more than is taken for sure: the rest is the wallet's. */
  readonly returns: readonly Asset[]
  readonly walletChanges: readonly AssetAmount[]
}

export function startWorking(markets: MarketSnapshot, holder: RawHolder, owner: Address): Working {
  const state = stateOf(markets)
  const { raw } = state
  const account = startAccount(raw, holder)
  return {
    markets,
    state,
    raw,
    holder,
    owner,
    account,
    moved: [],
    calls: [],
    brings: [],
    returns: [],
    walletChanges: [],
  }
}

/** Whether it is in the wallet's own account, and not in a Safe of its owner's. */
export function isOwners({ owner, holder }: Working): boolean {
  return isSameAddress(owner, holder.account)
}

/** The reserve of a token; undefined where there is none. */
export function findPart({ state }: Working, token: Address): Part | undefined {
  return state.parts.find(({ asset }) => isSameAddress(asset.address, token))
}

/** What the pool is allowed to take with it. */
export function allowPool({ raw }: Working, { asset, amount }: AssetAmount): Allowed {
  return { token: asset.address, spender: raw.structure.pool, amount }
}

/** The category that it is in; null for none. */
export function eModeOf({ raw, holder }: Working): RawEMode | null {
  return raw.eModes.find(({ id }) => id === holder.eMode) ?? null
}
