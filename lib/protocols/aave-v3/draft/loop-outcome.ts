import type { Address } from '../../../domain/asset'
import { computeLoopLeverageWad, type LoopAccount, measureAccount } from './loop-account'
import type { LoopState } from './loop-state'

/** Why no loops lead there. */
export type LoopRefusal =
  /** Without a price nothing is known of what is held or owed. */
  | { readonly kind: 'no-price'; readonly asset: Address }
  | { readonly kind: 'no-equity' }
  | { readonly kind: 'over-highest-leverage'; readonly highestWad: bigint }
  /** Pools cannot take so much. */
  | { readonly kind: 'too-large' }
  /** Leverage after as many as there may be: null where no equity is left by then. */
  | { readonly kind: 'too-many-loops'; readonly reachedWad: bigint | null }
  /** So little is free that as many as there may be do not lead there, unless so much of the debt is repaid before. */
  | { readonly kind: 'too-near'; readonly repayment: bigint }
  /** The rest is owed in other assets. */
  | { readonly kind: 'other-debts' }

export type LoopPlan = LoopState & {
  /** 1e18 = 1x, rounded up. */
  readonly leverageWad: bigint | null
  /** Whether it leads to the target, or is a part of the way. */
  readonly isThere: boolean
}

export function isRefused(outcome: object): outcome is LoopRefusal {
  return 'kind' in outcome
}

export function concludeLoops(state: LoopState, isThere = true): LoopPlan {
  return { ...state, leverageWad: leverageOf(state.account), isThere }
}

export function leverageOf(account: LoopAccount): bigint | null {
  return computeLoopLeverageWad(measureAccount(account))
}
