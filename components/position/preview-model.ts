import type { AssetAmount } from '../../lib/domain/asset'
import type { Issue } from '../../lib/domain/issue'
import type { PlanView } from '../../lib/plan/plan-view'

/** What a preview shows. `estimate` is our own arithmetic; `simulated` is what the chain answered for the very calls. */
export type PreviewModel = {
  readonly state: 'estimate' | 'simulated' | 'error'
  readonly isSimulating: boolean
  readonly block: bigint
  readonly before: PlanView
  /** null where nothing can be said about it yet: nothing was typed, say. */
  readonly after: PlanView | null
  readonly priceImpactWad: bigint | null
  readonly feesE8: bigint | null
  /** What the network charges, in the chain's own coin; known once simulated. */
  readonly networkFee: AssetAmount | null
  /** Problems that belong to no field of the form. */
  readonly issues: readonly Issue[]
}
