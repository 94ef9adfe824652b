import { useState } from 'react'
import { type Issue, identifyIssue } from '../../lib/domain/issue'
import type { TransactionPlan } from '../../lib/plan/plan'
import type { ProvenSimulation, TransactionRequest } from './transaction-context'
import { useSimulatedPlan } from './use-simulated-plan'

/** What the simulation is asked again: what the plan said of it is no longer listed beside its answer. */
const ASKED_AGAIN: ReadonlySet<string> = new Set([
  'health-factor-low',
  'price-stale',
  'price-unavailable',
  'price-diverging',
])

type Read = { readonly plan: TransactionPlan; readonly simulation: ProvenSimulation }

/**
 * A plan as it stands under review: simulated again about every block, judged by every guard, and compared with
 * what was read: the first figures shown, or those accepted since.
 */
export function useReview({ planned, inputsKey }: TransactionRequest, isReading: boolean) {
  const { plan, guards } = planned
  const [read, setRead] = useState<Read | null>(null)
  const { simulated, isSimulating, isOfTheseCalls } = useSimulatedPlan(
    isReading ? planned : null,
    inputsKey,
    { isRepeated: true },
  )
  // Fails closed: without a simulation of these very calls there is nothing to confirm.
  const result = isOfTheseCalls ? (simulated?.result ?? null) : null
  const proven = result?.ok ? result : null
  const reviewed = read?.plan === plan ? read.simulation : null
  if (proven && !reviewed) setRead({ plan, simulation: proven })
  const refusals =
    result?.ok === false
      ? [result.issue]
      : (proven?.issues.filter(({ severity }) => severity === 'refusal') ?? [])
  return {
    proven,
    isSimulating,
    issues: listIssues(plan, proven, refusals),
    refusals,
    /** What is not as it was read any more, to be accepted before anything is confirmed. */
    moved: proven && reviewed && refusals.length === 0 ? guards.compare(plan, reviewed, proven) : null,
    accept: () => proven && setRead({ plan, simulation: proven }),
  }
}

/** Refusals first, each code once, in its newest words. */
function listIssues(
  { issues }: TransactionPlan,
  proven: ProvenSimulation | null,
  refusals: readonly Issue[],
): readonly Issue[] {
  const planned = proven ? issues.filter(({ code }) => !ASKED_AGAIN.has(code)) : issues
  const all = [...refusals, ...(proven?.issues ?? []), ...planned]
  const sorts = all.map(identifyIssue)
  return all.filter((issue, index) => sorts.indexOf(identifyIssue(issue)) === index)
}
