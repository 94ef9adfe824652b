import { type Issue, isListed } from '../../lib/domain/issue'
import type { Simulated } from '../../lib/execution/use-simulation'
import type { TransactionPlan } from '../../lib/plan/plan'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { nativeCoinOf } from '../../lib/queries/native-coin'
import type { Forecast } from '../position/preview-model'

/** The two snapshots between which a plan was carried out, or simulated. */
export type Outcome = { readonly before: AccountSnapshot; readonly after: AccountSnapshot }

/** What of an account a form shows, and how. */
export type Views<View> = {
  /** Our own arithmetic: as it is now, and after the draft where there is one. */
  readonly estimate: { readonly before: View; readonly after: View | null }
  /** Before the plan, as the chain had it. */
  readonly before: (plan: TransactionPlan, outcome: Outcome) => View
  /** After it. */
  readonly after: (plan: TransactionPlan, outcome: Outcome) => View
}

type Shown = {
  readonly simulated: Simulated | null
  readonly isSimulating: boolean
  /** The block of the figures that were read. */
  readonly block: bigint
  /** What the preview says of the choice. */
  readonly issues: readonly Issue[]
  /** What is said already, there or elsewhere in the form: the chain's answer does not say it again. */
  readonly said: readonly Issue[]
}

/** What a form's preview shows: the chain's answer where there is one for these inputs, else the estimate. */
export function makeForecast<View>(
  { estimate, before, after }: Views<View>,
  { simulated, isSimulating, block, issues, said }: Shown,
): Forecast<View> {
  const base = { ...estimate, isSimulating, networkFee: null, issues, block }
  if (!simulated) return { ...base, state: 'estimate' }
  const { plan, result } = simulated
  if (!result.ok) return { ...base, state: 'error', issues: [...issues, result.issue] }
  return {
    isSimulating,
    state: 'simulated',
    block: result.block.number,
    before: before(plan, result),
    after: after(plan, result),
    networkFee: { asset: nativeCoinOf(plan.chainId), amount: result.networkFeeWei },
    issues: [...issues, ...result.issues.filter((issue) => !isListed(issue, said))],
  }
}
