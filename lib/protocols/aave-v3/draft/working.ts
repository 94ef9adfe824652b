import { type Address, type Asset, type AssetAmount, isSameAddress } from '../../../domain/asset'
import type { Issue } from '../../../domain/issue'
import type { Legs } from '../../../domain/legs'
import type { Ask } from '../../../domain/question'
import type { SafeCall } from '../../../safe/carry-out'
import type { MarketSnapshot, Tolerance } from '../../protocol'
import type { Part } from '../read/parts'
import type { RawEMode, RawHolder, RawSnapshot } from '../read/raw'
import { type AaveState, stateOf } from '../read/state'
import type { Exchange } from '../venues/venue'
import { startAccount } from './account'
import type { Coin } from './coin'
import type { LoopAccount } from './loop-account'

/** A draft that cannot be made, and why. */
export type Refusal = { readonly issues: readonly Issue[] }

/** What a call takes of the account at most, and who: the pool, or the router that trades. */
export type Spend = AssetAmount & {
  readonly by: 'pool' | 'router'
  /** How much of it the wallet brings; the rest came from calls before. */
  readonly fromWallet: bigint
  /** Whether all of it is taken for sure. */
  readonly isExact: boolean
}

export type WorkingCall = Pick<SafeCall, 'call' | 'actions'> & { readonly spends?: Spend }

/** What was put through pools, and what of it fees and moved prices took, each rounded up; values with 8 decimals. */
export type Traded = { readonly tradedE8: bigint; readonly feesE8: bigint; readonly impactE8: bigint }

export type Terms = Tolerance & { readonly ask: Ask }

/** An account while an operation is drafted: what it has after the steps so far, and these as its own calls. */
export type Working = {
  readonly markets: MarketSnapshot
  readonly state: AaveState
  readonly raw: RawSnapshot
  readonly holder: RawHolder
  readonly owner: Address
  readonly terms: Terms
  readonly account: LoopAccount
  /** What went into the pool (positive) or out of it, an asset several times where it did so several times. */
  readonly moved: readonly AssetAmount[]
  readonly calls: readonly WorkingCall[]
  /** Of what may be left in the account: it is the wallet's. */
  readonly returns: readonly Asset[]
  readonly walletChanges: readonly AssetAmount[]
  /** Where pairs are traded, as the trades so far left it: one place a pair, by `keyOfPair`. */
  readonly exchanges: ReadonlyMap<string, Exchange>
  readonly traded: Traded
  /** Where it is the first leg of a way. */
  readonly legs?: Legs
  /** null where what goes to the wallet or leaves it is what it is in the pool. */
  readonly coin: Coin | null
  /** What of the wrapped coin is sure to arrive in the wallet, to be unwrapped there. */
  readonly arriving: bigint
}

export function startWorking(
  markets: MarketSnapshot,
  holder: RawHolder,
  owner: Address,
  terms: Terms,
): Working {
  const state = stateOf(markets)
  const { raw } = state
  return {
    markets,
    state,
    raw,
    holder,
    owner,
    terms,
    account: startAccount(raw, holder),
    moved: [],
    calls: [],
    returns: [],
    walletChanges: [],
    exchanges: new Map(),
    traded: { tradedE8: 0n, feesE8: 0n, impactE8: 0n },
    coin: null,
    arriving: 0n,
  }
}

export function isRefusal(step: Working | Refusal): step is Refusal {
  return !('account' in step)
}

/** Whether it is in the wallet's own account, and not in a Safe of its owner's. */
export function isOwners({ owner, holder }: Working): boolean {
  return isSameAddress(owner, holder.account)
}

/** The reserve of a token; undefined where there is none. */
export function findPart({ state }: Working, token: Address): Part | undefined {
  return state.parts.find(({ asset }) => isSameAddress(asset.address, token))
}

/** The category that it is in; null for none. */
export function eModeOf({ raw, holder }: Working): RawEMode | null {
  return raw.eModes.find(({ id }) => id === holder.eMode) ?? null
}
