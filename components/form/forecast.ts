import { type Issue, isListed } from '../../lib/domain/issue'
import type { Simulated } from '../../lib/execution/use-simulation'
import type { TransactionPlan } from '../../lib/plan/plan'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { nativeCoinOf } from '../../lib/queries/native-coin'
import type { Forecast } from '../position/preview-model'

/** The two snapshots between which a plan was carried out, or simulated. */
export type Outcome = {
  readonly before: AccountSnapshot
  readonly after: AccountSnapshot
  /** What it will cost in the chain's own coin: a simulation charges nothing. Left out where it was paid. */
  readonly networkFeeWei?: bigint
}

/** What of an account an operation shows, as the chain has it: before the plan and after it. */
export type Sides<View> = {
  readonly before: (plan: TransactionPlan, outcome: Outcome) => View
  readonly after: (plan: TransactionPlan, outcome: Outcome) => View
}

/** An estimate with the chain's answer in its place. What was `said` already, anywhere in the form, is not said again. */
export function answerForecast<View>(
  estimate: Forecast<View>,
  { plan, result }: Simulated,
  { before, after }: Sides<View>,
  said: readonly Issue[],
): Forecast<View> {
  if (!result.ok) return { ...estimate, state: 'error', issues: [...estimate.issues, result.issue] }
  return {
    state: 'simulated',
    isSimulating: estimate.isSimulating,
    block: result.block.number,
    before: before(plan, result),
    after: after(plan, result),
    networkFee: { asset: nativeCoinOf(plan.chainId), amount: result.networkFeeWei },
    issues: [...estimate.issues, ...result.issues.filter((issue) => !isListed(issue, said))],
  }
}
