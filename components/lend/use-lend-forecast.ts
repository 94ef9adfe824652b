import type { Issue } from '../../lib/domain/issue'
import { estimateLending, viewLendingOf } from '../../lib/plan/lend-view'
import { outcomeGuards } from '../../lib/plan/outcome-guards'
import type { LendPlanResult } from '../../lib/plan/plan-lend'
import { nativeCoinOf } from '../../lib/queries/native-coin'
import { useSimulatedPlan } from '../transaction/use-simulated-plan'
import type { LendAction } from './explain-amount'
import type { LendForecast } from './lend-preview'
import type { LendForm, LendFormSource } from './use-lend-form'

/** What an action would lead to: the chain's answer once the input rests, our own arithmetic until then. */
export function useLendForecast(source: LendFormSource, form: LendForm, action: LendAction): LendForecast {
  const { pool, markets, owner, account } = source
  const result = form.results[action]
  const plan = result?.ok ? result.plan : null
  const canSimulate = plan !== null && owner !== null && account !== null
  const { simulated, isSimulating } = useSimulatedPlan(
    canSimulate ? { plan, markets, guards: outcomeGuards } : null,
    form.inputsKeyOf(action),
  )
  const estimate = {
    action,
    isSimulating,
    block: markets.block.number,
    // what is refused has no column: the reason stands beside the field
    after: plan && result?.draft ? estimateLending(pool, account, result.draft) : null,
    networkFee: null,
    issues: listIssues(result).filter(belongsToNoField),
  }
  if (!simulated) return { ...estimate, state: 'estimate' }
  const { result: answer } = simulated
  if (!answer.ok) return { ...estimate, state: 'error', issues: [...estimate.issues, answer.issue] }
  return {
    ...estimate,
    state: 'simulated',
    block: answer.block.number,
    after: viewLendingOf(answer.after, pool.id) ?? estimate.after,
    networkFee: { asset: nativeCoinOf(markets.chainId), amount: answer.networkFeeWei },
    issues: [...estimate.issues, ...answer.issues],
  }
}

function listIssues(result: LendPlanResult | null): readonly Issue[] {
  if (result === null) return []
  return result.ok ? result.plan.issues : result.issues
}

function belongsToNoField({ field }: Issue): boolean {
  return field === undefined
}
