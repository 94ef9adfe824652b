import { type Asset, isSameAddress } from '../../lib/domain/asset'
import type { OwnedPosition } from '../../lib/domain/position'
import {
  applyWalletChanges,
  findBalances,
  findPositionAfter,
  type PlanView,
  viewAccount,
  viewPosition,
} from '../../lib/plan/plan-view'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { Draft } from './choice'
import type { Views } from './forecast'

/** What a form about a position shows of it. */
export type PositionScope = {
  /** As it is; null where it is to be opened. */
  readonly position: OwnedPosition | null
  readonly account: AccountSnapshot | null
  /** What is owed where nothing is. */
  readonly debtAsset: Asset
  /** Whose balances are shown whatever the plan moves. */
  readonly assets: readonly Asset[]
}

/** The position and the wallet beside it: before and after, estimated and as the chain says they are. */
export function viewsOfPosition(scope: PositionScope, draft: Draft | null): Views<PlanView> {
  const { position, account, debtAsset } = scope
  const shown = listAssets(scope, draft)
  const wallet = account ? findBalances(account, shown) : []
  return {
    estimate: {
      before: viewPosition(position, position?.rates ?? null, debtAsset, wallet),
      after:
        draft &&
        viewPosition(
          draft.after,
          draft.ratesAfter,
          debtAsset,
          applyWalletChanges(wallet, draft.walletChanges),
        ),
    },
    before: (plan, { before }) =>
      viewAccount(before, findPositionAfter(plan.intent, before, before), debtAsset, listAssets(scope, plan)),
    after: (plan, { before, after }) =>
      viewAccount(after, findPositionAfter(plan.intent, before, after), debtAsset, listAssets(scope, plan)),
  }
}

/** The assets whose balances are shown, each once. */
function listAssets({ assets }: PositionScope, draft: Pick<Draft, 'walletChanges'> | null): readonly Asset[] {
  const all = [...assets, ...(draft?.walletChanges.map(({ asset }) => asset) ?? [])]
  return all.filter((a, i) => all.findIndex((b) => isSameAddress(a.address, b.address)) === i)
}
