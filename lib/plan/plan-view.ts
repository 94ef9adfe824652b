import type { Asset, AssetAmount } from '../domain/asset'
import { findHeld } from '../domain/coin'
import { computeNetExposures, type NetExposure } from '../domain/exposure'
import { computeFigures, type Figures } from '../domain/figures'
import { isSameId } from '../domain/id'
import type { Intent } from '../domain/intent'
import type { OwnedPosition, Position, PositionRates } from '../domain/position'
import type { AccountSnapshot } from '../protocols/protocol'
import { findBalances } from './wallet-view'

/** One side of a before → after: a position's figures and the wallet beside it. */
export type PlanView = {
  /** null where there is none: nothing is held, nothing is owed. */
  readonly position: Position | null
  /** What it earns and costs; null where that is not known. */
  readonly rates: PositionRates | null
  readonly figures: Figures | null
  /** What it wins and loses with; empty where there is no position. */
  readonly exposures: readonly NetExposure[]
  /** What is owed, an asset once: the first where nothing is. */
  readonly debts: readonly AssetAmount[]
  /** Balances of the assets that the plan moves. Empty where no wallet is known. */
  readonly wallet: readonly AssetAmount[]
}

/** A position, or none, with the balances beside it. `debtAsset` is what is owed where nothing is. */
export function viewPosition(
  position: Position | null,
  rates: PositionRates | null,
  debtAsset: Asset,
  wallet: readonly AssetAmount[],
): PlanView {
  return {
    position,
    rates,
    figures: position && computeFigures(position, rates),
    exposures: position ? computeNetExposures(position) : [],
    debts: position ? position.debts : [{ asset: debtAsset, amount: 0n }],
    wallet,
  }
}

/** The same of a position as it was read, with the account's balances of `assets`. */
export function viewAccount(
  account: AccountSnapshot,
  position: OwnedPosition | null,
  debtAsset: Asset,
  assets: readonly Asset[],
): PlanView {
  return viewPosition(position, position?.rates ?? null, debtAsset, findBalances(account, assets))
}

/** What the wallet has of these assets in one snapshot more than in another, signed. */
export function listWalletChanges<Of extends Pick<Asset, 'address'>>(
  before: AccountSnapshot,
  after: AccountSnapshot,
  assets: readonly Of[],
): readonly { readonly asset: Of; readonly amount: bigint }[] {
  return assets.map((asset) => ({
    asset,
    amount: findHeld(after, asset) - findHeld(before, asset),
  }))
}

/** The position that an intent is about, after it: the one that is new, or the one with its id. Null where it is gone, or there is none. */
export function findPositionAfter(
  intent: Intent,
  before: AccountSnapshot,
  after: AccountSnapshot,
): OwnedPosition | null {
  if ('poolId' in intent || intent.kind === 'revoke' || intent.kind === 'sweep') return null
  if (intent.kind !== 'open') {
    return after.positions.find(({ id }) => isSameId(id, intent.positionId)) ?? null
  }
  return after.positions.find(({ id }) => !before.positions.some((known) => isSameId(known.id, id))) ?? null
}
