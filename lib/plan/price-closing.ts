import { type ClosingCost, computeClosingCost, type TradeCosts } from '../domain/closing-cost'
import type { OwnedPosition } from '../domain/position'
import type { PricedAsset } from '../domain/value'
import type {
  AccountSnapshot,
  MarketSnapshot,
  OperationDraft,
  ProtocolAdapter,
  Tolerance,
} from '../protocols/protocol'
import type { ProvenOutcome } from './outcome'
import type { TransactionPlan } from './plan'
import { planManage } from './plan-manage'
import { findBalances, findPositionAfter } from './plan-view'

/** What a simulated close costs: the wallet's own change, before and after, against what the position is worth there. */
export function priceSimulatedClosing(
  plan: TransactionPlan,
  { before, after }: Pick<ProvenOutcome, 'before' | 'after'>,
): ClosingCost | null {
  const position = findPositionAfter(plan.intent, before, before)
  if (!position) return null
  const assets = before.wallet.map(({ asset }) => asset)
  const had = findBalances(before, assets)
  const changes = findBalances(after, assets)
    .map(({ asset, amount }, i) => ({ asset, amount: amount - (had[i]?.amount ?? 0n) }))
    .filter(({ amount }) => amount !== 0n)
  return computeClosingCost(position, changes, listPrices(position, before.markets), plan)
}

/** The same of a close that is only drafted: what its own arithmetic says, also where it is refused. */
export function estimateClosing(
  account: AccountSnapshot,
  positionId: string,
  draft: TradeCosts & Pick<OperationDraft, 'walletChanges'>,
): ClosingCost | null {
  const position = account.positions.find(({ id }) => id === positionId)
  if (!position) return null
  return computeClosingCost(position, draft.walletChanges, listPrices(position, account.markets), draft)
}

/**
 * What closing a position again would cost that a simulated opening brings, into the asset that was deposited, on the
 * pools as they were before it: one's own entry pushes them, and whoever trades next pushes them back. null where
 * there is no such position or no way out.
 */
export function priceExitOfOpening(
  adapter: ProtocolAdapter,
  opened: TransactionPlan,
  { before, after }: Pick<ProvenOutcome, 'before' | 'after'>,
  tolerance: Tolerance,
): ClosingCost | null {
  if (opened.intent.kind !== 'open') return null
  const position = findPositionAfter(opened.intent, before, after)
  if (!position) return null
  const account = adapter.withPoolsOf(after, before.markets)
  const { owner } = position
  const receive = opened.intent.deposit.asset
  const intent = { kind: 'close', positionId: position.id, owner, receive } as const
  const result = planManage(adapter, account, intent, tolerance)
  const draft = result.ok ? result.plan : result.estimate
  return draft && estimateClosing(account, position.id, draft)
}

/** Whatever can reach a wallet from here, at the oracle's price. */
function listPrices(position: OwnedPosition, { farms }: MarketSnapshot): readonly PricedAsset[] {
  return [
    position.debt,
    ...position.collaterals,
    ...farms.flatMap((farm) => [
      farm,
      ...farm.depositAssets,
      // a stake arrives as what was staked
      ...farm.exposures,
    ]),
  ].map(({ asset, priceE8 }) => ({ asset, priceE8 }))
}
