import { type ClosingCost, computeClosingCost, type TradeCosts } from '../domain/closing-cost'
import { isCoin } from '../domain/coin'
import type { AccountSnapshot, OperationDraft, ProtocolAdapter, Tolerance } from '../protocols/protocol'
import { listPrices } from './list-prices'
import type { ProvenOutcome } from './outcome'
import type { TransactionPlan } from './plan'
import { planManage } from './plan-manage'
import { findPositionAfter, listWalletChanges } from './plan-view'

/** What a simulated close costs: the wallet's own change, before and after, against what the position is worth there. */
export function priceSimulatedClosing(
  plan: TransactionPlan,
  { before, after }: Pick<ProvenOutcome, 'before' | 'after'>,
): ClosingCost | null {
  const position = findPositionAfter(plan.intent, before, before)
  if (!position) return null
  const coins = plan.walletChanges.map(({ asset }) => asset).filter(isCoin)
  const assets = [...before.wallet.map(({ asset }) => asset), ...coins]
  const changes = listWalletChanges(before, after, assets).filter(({ amount }) => amount !== 0n)
  return computeClosingCost(position, changes, listPrices(position.unit, before), plan)
}

/** The same of a close that is only drafted: what its own arithmetic says, also where it is refused. */
export function estimateClosing(
  account: AccountSnapshot,
  positionId: string,
  draft: TradeCosts & Pick<OperationDraft, 'walletChanges'>,
): ClosingCost | null {
  const position = account.positions.find(({ id }) => id === positionId)
  if (!position) return null
  return computeClosingCost(position, draft.walletChanges, listPrices(position.unit, account), draft)
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
