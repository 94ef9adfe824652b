import type { Action } from '../domain/action'
import { type Address, type AssetAmount, isSameAddress } from '../domain/asset'
import { isCoin } from '../domain/coin'
import { type Goal, goalOf } from '../domain/goal'
import type { Carried } from '../domain/intent'
import { max, min } from '../domain/math'
import { findBalance } from '../domain/wallet'
import type { TransactionPlan } from '../plan/plan'
import type { AccountSnapshot } from '../protocols/protocol'
import type { Passing, RememberedGoal } from './goal-record'
import { findGoal, forgetGoal, rememberGoal } from './remember-goals'
import { isUncertain, type RunState } from './run-state'
import type { RunStorage } from './run-storage'

/**
 * Keeps where a plan leads while its legs are carried out, from right before the wallet is asked; answers what is to be told of
 * each state of its run. Null for a plan that is no leg. `before` is the account that it was confirmed with.
 */
export function noteGoal(
  storage: RunStorage | null,
  plan: TransactionPlan,
  before: AccountSnapshot,
): ((state: RunState) => void) | null {
  if (!plan.legs) return null
  const earlier = findGoal(storage, plan)
  const { markets, positions } = before
  const goal = goalOf(plan.intent, { farms: markets.farms, positions }, earlier?.goal)
  if (!goal) return null
  const { chainId, owner, protocol } = plan
  const kept: RememberedGoal = { chainId, owner, protocol, goal, passing: [], sinceMs: Date.now() }
  rememberGoal(storage, { ...kept, passing: listPassing(plan, goal, before) })
  const isLast = plan.legs.stops.length === 1
  return (state) => {
    if (state.status === 'confirmed') {
      if (isLast) forgetGoal(storage, plan)
      else rememberGoal(storage, kept)
    }
    if (!hasDoneNothing(state)) return
    if (earlier) rememberGoal(storage, earlier)
    else forgetGoal(storage, plan)
  }
}

/** Stopped for certain, with nothing of it in the chain. */
function hasDoneNothing(state: RunState): boolean {
  if (state.status !== 'rejected' && state.status !== 'failed') return false
  return state.done.length === 0 && !isUncertain(state)
}

/** What a leg borrows, withdraws and trades for, each on its way to the collateral or to a debt. */
function listPassing(
  { steps, intent }: TransactionPlan,
  goal: Goal,
  { wallet }: AccountSnapshot,
): readonly Passing[] {
  const to: Carried['to'] = goal.kind === 'leverage' && goal.from === 'below' ? 'collateral' : 'debt'
  const [brought, taken] = [new Map<Address, bigint>(), new Map<Address, bigint>()]
  const add = (sums: Map<Address, bigint>, { asset: { address }, amount }: AssetAmount) =>
    sums.set(address, (sums.get(address) ?? 0n) + amount)
  for (const action of steps.flatMap((step) => (step.kind === 'call' ? step.actions : []))) {
    if (isBringing(action)) add(brought, action.get)
    if ('give' in action) add(taken, action.give)
  }
  // then what is taken was wrapped first, and is not of what the wallet had
  const isPaidInCoin = intent.kind === 'open' && isCoin(intent.deposit.asset)
  const own = (asset: Address) =>
    isPaidInCoin ? 0n : max(0n, (taken.get(asset) ?? 0n) - (brought.get(asset) ?? 0n))
  const baselineOf = (address: Address) => max(0n, findBalance(wallet, { address }) - own(address))
  // a leg that was left before this one brought it already
  const earlier = 'carried' in intent ? (intent.carried ?? []) : []
  const baselines = [...brought.keys(), ...earlier.map(({ asset }) => asset.address)].map(
    (asset) => [asset, baselineOf(asset)] as const,
  )
  for (const one of earlier) add(brought, one)
  return [...new Map(baselines)].map(([asset, baseline]) => {
    return { asset, to, baseline, most: brought.get(asset) ?? 0n }
  })
}

type Bringing = Extract<Action, { kind: 'borrow' | 'swap' | 'withdraw' }>

/** Into the wallet, for what is done after it. */
function isBringing(action: Action): action is Bringing {
  return (
    action.kind === 'borrow' ||
    action.kind === 'swap' ||
    (action.kind === 'withdraw' && action.isForTrade === true)
  )
}

/** So little beside what a leg brought is what its trade brought more than it had to. */
const REST_PARTS = 50n

/** What of an interrupted leg is in the wallet still: no more than it brought, and nothing that was there before. */
export function findCarried(
  { passing }: RememberedGoal,
  { wallet }: Pick<AccountSnapshot, 'wallet'>,
): readonly Carried[] {
  return passing.flatMap(({ asset: address, to, baseline, most }) => {
    const held = wallet.find(({ asset }) => isSameAddress(asset.address, address))
    if (!held) return []
    const amount = min(held.balance - baseline, most)
    return amount * REST_PARTS > most ? [{ asset: held.asset, amount, to }] : []
  })
}
