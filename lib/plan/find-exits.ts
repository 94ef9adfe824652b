import { computeClosingCost, sumValuesE8 } from '../domain/closing-cost'
import { hasDebt } from '../domain/health'
import type { Issue } from '../domain/issue'
import { computeEquityE8, computeLeverageWad } from '../domain/leverage'
import { mulDivUp, WAD } from '../domain/math'
import { listOwed, type OwnedPosition } from '../domain/position'
import type { AccountSnapshot, OperationDraft, ProtocolAdapter, Tolerance } from '../protocols/protocol'
import { listPrices } from './list-prices'
import type { ProvenOutcome } from './outcome'
import type { PlanResult, TransactionPlan } from './plan'
import { planManage } from './plan-manage'
import { findPositionAfter } from './plan-view'
import type { PlanAction, WayOutAction } from './search-way'

/** How much of a position is left, in hundredths. */
export const EXIT_SHARES = [25, 50, 100] as const

export type ExitShare = (typeof EXIT_SHARES)[number]

/** Whether so much of a position can be left now, and at what cost. */
export type Exit = {
  readonly share: ExitShare
  readonly action: WayOutAction
  /**
   * What it loses at the oracle's prices, fees and price movement included, in the position's unit with 8 decimals, rounded
   * against the owner; null where that is not known.
   */
  readonly costE8: bigint | null
} & (
  | { readonly kind: 'open' }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  /** The chain has to be asked first. */
  | { readonly kind: 'unasked' }
)

/**
 * The ways out of a position that owes something: a part of its debt repaid by selling so much of what it holds, and all of it
 * closed. Found by planning the very operations; asks the chain nothing. Empty where nothing is owed, which just withdraws.
 */
export function findExits(
  position: OwnedPosition,
  account: AccountSnapshot,
  plan: PlanAction,
): readonly Exit[] {
  if (!hasDebt(position)) return []
  return EXIT_SHARES.flatMap((share): readonly Exit[] => {
    const action = makeAction(position, share)
    return action ? [judge(position, account, share, action, plan(action))] : []
  })
}

/**
 * The same of the position that a simulated opening brings, on the pools as they were before it: one's own entry pushes them,
 * and whoever trades next pushes them back. Empty where there is no such position.
 */
export function findExitsOfOpening(
  adapter: ProtocolAdapter,
  { intent }: TransactionPlan,
  { before, after }: Pick<ProvenOutcome, 'before' | 'after'>,
  tolerance: Tolerance,
): readonly Exit[] {
  const position = findPositionAfter(intent, before, after)
  if (!position) return []
  const account = adapter.withPoolsOf(after, before.markets)
  const { id: positionId, owner } = position
  return findExits(position, account, (action) =>
    planManage(adapter, account, { ...action, positionId, owner }, tolerance),
  )
}

/** Debt is leverage less one, times what is one's own: so much less of it. */
function makeAction(position: OwnedPosition, share: ExitShare): WayOutAction | null {
  if (share === 100) return { kind: 'close', receive: listOwed(position)[0].asset }
  const leverageWad = computeLeverageWad(position)
  if (leverageWad === null) return null
  const left = mulDivUp(leverageWad - WAD, BigInt(100 - share), 100n)
  return { kind: 'change-leverage', leverageWad: WAD + left, compound: false }
}

function judge(
  position: OwnedPosition,
  account: AccountSnapshot,
  share: ExitShare,
  action: WayOutAction,
  result: PlanResult,
): Exit {
  const draft = result.ok ? result.plan : result.estimate
  const costE8 = draft && computeCostE8(position, account, action, draft)
  const exit = { share, action, costE8 }
  if (result.ok) return { ...exit, kind: 'open' }
  return result.waitsFor ? { ...exit, kind: 'unasked' } : { ...exit, kind: 'refused', issues: result.issues }
}

type Outcome = Pick<OperationDraft, 'after' | 'walletChanges' | 'feesE8' | 'priceImpactE8' | 'chargesE8'>

function computeCostE8(
  position: OwnedPosition,
  account: AccountSnapshot,
  { kind }: WayOutAction,
  { after, walletChanges, ...costs }: Outcome,
): bigint | null {
  const prices = listPrices(position.unit, account)
  if (kind === 'close') return computeClosingCost(position, walletChanges, prices, costs)?.costE8 ?? null
  const arrivesE8 = sumValuesE8(walletChanges, prices)
  if (arrivesE8 === null || !after) return null
  return computeEquityE8(position) - computeEquityE8(after) - arrivesE8
}
