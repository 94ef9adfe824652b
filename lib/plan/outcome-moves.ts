import type { AssetAmount } from '../domain/asset'
import { isCoin } from '../domain/coin'
import { computeFigures, type Figures } from '../domain/figures'
import { type IssueOf, identifyIssue } from '../domain/issue'
import type { OutcomeMove } from '../domain/issue-of-outcome'
import { abs, BPS, max, mulDivUp } from '../domain/math'
import type { ProvenOutcome } from './outcome'
import type { TransactionPlan } from './plan'
import { findPositionAfter, listWalletChanges } from './plan-view'

/** A health factor or a liquidation price that moves by more than 1 % of itself is another risk. */
const RISK_MOVE_BPS = 100n

/** Leverage moves itself as many times as far as the price beneath it: 5 % of it is a price's 1 or 2 %. */
const LEVERAGE_MOVE_BPS = 500n

/** What enters or leaves the wallet may move by the slippage that was accepted, or half a percent where that is less. */
const LEAST_AMOUNT_MOVE_BPS = 50n

/** A network fee that doubles is another price, where that is more than a thousandth of the coin. */
const FEE_MOVE_FACTOR = 2n
const LEAST_FEE_MOVE_WEI = 10n ** 15n

/**
 * What is no longer as somebody read it, as one issue with each figure then and now; null while nothing moved by
 * more than the amounts above and no warning is new. Moves for the better count, too: what was read is not what
 * would happen any more. A figure that is not there (no debt, no position) is null on its side.
 */
export function findOutcomeMoves(
  plan: TransactionPlan,
  reviewed: ProvenOutcome,
  now: ProvenOutcome,
): IssueOf<'outcome-moved'> | null {
  const moves = [
    ...findRiskMoves(computeFiguresAfter(plan, reviewed), computeFiguresAfter(plan, now)),
    ...findAmountMoves(plan, reviewed, now),
    ...findFeeMove(reviewed, now),
  ]
  const known = [...plan.issues, ...reviewed.issues].map(identifyIssue)
  const isWarnedAnew = now.issues.some(
    (issue) => issue.severity === 'warning' && !known.includes(identifyIssue(issue)),
  )
  if (moves.length === 0 && !isWarnedAnew) return null
  return { code: 'outcome-moved', severity: 'warning', moves }
}

function computeFiguresAfter({ intent }: TransactionPlan, { before, after }: ProvenOutcome): Figures | null {
  const position = findPositionAfter(intent, before, after)
  return position && computeFigures(position)
}

function findRiskMoves(then: Figures | null, now: Figures | null): readonly OutcomeMove[] {
  const nearest = then?.liquidations[0] ?? now?.liquidations[0]
  const priceIn = (figures: Figures | null) =>
    figures?.liquidations.find((l) => l.asset.address === nearest?.asset.address && l.side === nearest.side)
      ?.priceE8 ?? null
  const health = compareFigure(then?.healthFactorWad, now?.healthFactorWad, RISK_MOVE_BPS)
  const leverage = compareFigure(then?.leverageWad, now?.leverageWad, LEVERAGE_MOVE_BPS)
  const price = compareFigure(priceIn(then), priceIn(now), RISK_MOVE_BPS)
  return [
    ...health.map((move) => ({ figure: 'health-factor' as const, ...move })),
    ...leverage.map((move) => ({ figure: 'leverage' as const, ...move })),
    ...price.flatMap((move) =>
      nearest
        ? [
            {
              figure: 'liquidation-price' as const,
              symbol: nearest.asset.symbol,
              unit: nearest.unit,
              ...move,
            },
          ]
        : [],
    ),
  ]
}

/** The first of the plan's assets whose change in the wallet is another one. */
function findAmountMoves(
  plan: TransactionPlan,
  reviewed: ProvenOutcome,
  now: ProvenOutcome,
): readonly OutcomeMove[] {
  const limitBps = max(plan.slippageBps, LEAST_AMOUNT_MOVE_BPS)
  const then = listChanges(plan, reviewed)
  const moved = listChanges(plan, now)
    .map((change, i) => ({ figure: 'wallet' as const, from: then[i] ?? change, to: change }))
    .filter(({ from, to }) => hasMoved(from.amount, to.amount, limitBps, sumTraded(plan, to)))
    .find(({ from, to }) => to.amount < from.amount || !isClaimed(plan, to))
  return moved ? [moved] : []
}

/** What a leg's trades leave in the wallet is the little that they bring over their minimum, and moves as all of it does. */
function sumTraded({ steps, legs }: TransactionPlan, { asset }: AssetAmount): bigint {
  if (!legs) return 0n
  const actions = steps.flatMap((step) => (step.kind === 'call' ? step.actions : []))
  return actions.reduce((sum, action) => {
    const isBrought = action.kind === 'swap' && action.get.asset.address === asset.address
    return isBrought ? sum + action.get.amount : sum
  }, 0n)
}

/** Rewards grow with each second, from nothing: more of them than was read is what was to be expected. */
function isClaimed({ steps }: TransactionPlan, { asset }: AssetAmount): boolean {
  const actions = steps.flatMap((step) => (step.kind === 'call' ? step.actions : []))
  return actions.some((action) => action.kind === 'claim' && action.get.asset.address === asset.address)
}

/**
 * What stays wrapped of what a plan wraps or unwraps counts with the coin: it is what interest leaves until then, and grows from
 * nothing with each second.
 */
function listChanges(plan: TransactionPlan, { before, after }: ProvenOutcome) {
  const changes = listWalletChanges(
    before,
    after,
    plan.walletChanges.map(({ asset }) => asset),
  )
  const wrapped = changes
    .filter((change) => isWrappedIn(plan, change))
    .reduce((sum, one) => sum + one.amount, 0n)
  return changes
    .filter((change) => !isWrappedIn(plan, change))
    .map((change) => (isCoin(change.asset) ? { ...change, amount: change.amount + wrapped } : change))
}

function isWrappedIn({ steps }: TransactionPlan, { asset: { address } }: AssetAmount): boolean {
  const actions = steps.flatMap((step) => (step.kind === 'call' ? step.actions : []))
  return actions.some((action) => {
    if (action.kind === 'wrap') return action.get.asset.address === address
    return action.kind === 'unwrap' && action.give.asset.address === address
  })
}

/** By the price of gas, so that what is left of a plan compares with the whole. */
function findFeeMove(reviewed: ProvenOutcome, now: ProvenOutcome): readonly OutcomeMove[] {
  if (reviewed.gasUsed === 0n) return []
  const thenWei = mulDivUp(reviewed.networkFeeWei, now.gasUsed, reviewed.gasUsed)
  const isDearer =
    now.networkFeeWei > thenWei * FEE_MOVE_FACTOR && now.networkFeeWei - thenWei > LEAST_FEE_MOVE_WEI
  return isDearer ? [{ figure: 'network-fee', from: thenWei, to: now.networkFeeWei }] : []
}

/** A figure then and now where it has moved, null where it is not there; nothing where it has not. */
function compareFigure(
  then: bigint | null | undefined,
  now: bigint | null | undefined,
  limitBps: bigint,
): readonly { readonly from: bigint | null; readonly to: bigint | null }[] {
  const [from, to] = [then ?? null, now ?? null]
  if (from === null && to === null) return []
  if (from !== null && to !== null && !hasMoved(from, to, limitBps)) return []
  return [{ from, to }]
}

/** By more than that part of itself, or of what it comes of. */
function hasMoved(then: bigint, now: bigint, limitBps: bigint, whole = 0n): boolean {
  return abs(now - then) * BPS > max(abs(then), whole) * limitBps
}
