import { type Asset, isSameAddress } from '../../lib/domain/asset'
import type { OwnedPosition } from '../../lib/domain/position'
import { viewPosition } from '../../lib/plan/plan-view'
import { applyWalletChanges, findBalances } from '../../lib/plan/wallet-view'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { Draft } from './choice'

/** What an operation with a position is about. */
export type PositionScope = {
  /** As it is; null where it is to be opened. */
  readonly position: OwnedPosition | null
  readonly account: AccountSnapshot | null
  /** What is owed where nothing is. */
  readonly debtAsset: Asset
  /** Whose balances are shown whatever the plan moves. */
  readonly assets: readonly Asset[]
}

/** Our own arithmetic: the position and the wallet beside it as they are, and after the draft where there is one. */
export function estimatePosition(scope: PositionScope, draft: Draft | null) {
  const { position, account, debtAsset } = scope
  const wallet = account ? findBalances(account, listAssets(scope, draft)) : []
  const walletAfter = draft && applyWalletChanges(wallet, draft.walletChanges)
  return {
    before: viewPosition(position, position?.rates ?? null, debtAsset, wallet),
    after: walletAfter && viewPosition(draft.after, draft.ratesAfter, debtAsset, walletAfter),
  }
}

/** The assets whose balances are shown, each once. */
export function listAssets(
  { assets }: PositionScope,
  draft: Pick<Draft, 'walletChanges'> | null,
): readonly Asset[] {
  const all = [...assets, ...(draft?.walletChanges.map(({ asset }) => asset) ?? [])]
  return all.filter((a, i) => all.findIndex((b) => isSameAddress(a.address, b.address)) === i)
}
