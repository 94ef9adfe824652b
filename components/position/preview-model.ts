import type { AssetAmount } from '../../lib/domain/asset'
import type { Issue } from '../../lib/domain/issue'
import type { PlanView } from '../../lib/plan/plan-view'

/**
 * What an operation would lead to. `estimate` is our own arithmetic; `simulated` is what the chain answered for the
 * very calls.
 */
export type Forecast<View> = {
  readonly state: 'estimate' | 'simulated' | 'error'
  readonly isSimulating: boolean
  readonly block: bigint
  readonly before: View
  /** null where nothing can be said about it yet: nothing was typed, say. */
  readonly after: View | null
  /** What the network charges, in the chain's own coin; known once simulated. */
  readonly networkFee: AssetAmount | null
  /** Problems that are said nowhere else in the form. */
  readonly issues: readonly Issue[]
}

/** The same of a position, with what its trades cost. */
export type PreviewModel = Forecast<PlanView> & {
  /** There is no outcome before the chain has answered what its draft asks. */
  readonly isWaiting: boolean
  readonly priceImpactWad: bigint | null
  readonly feesE8: bigint | null
}

/** Promise and outcome of the same operation. */
export type OutcomeViews<View> = {
  readonly previewed: View
  readonly simulated: View
  /** null until it was read. */
  readonly actual: View | null
  /** What the person allowed: further from the simulation than this is said. */
  readonly slippageBps: bigint
}
