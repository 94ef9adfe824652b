import { useMemo } from 'react'
import { useSimulation } from '../../lib/execution/use-simulation'
import type { OutcomeGuards } from '../../lib/plan/outcome'
import type { TransactionPlan } from '../../lib/plan/plan'
import type { MarketSnapshot, ProtocolAdapter } from '../../lib/protocols/protocol'
import { loadAdapter } from '../../lib/queries/adapter'

/** A plan with the snapshot that it was made from, and with what every simulation of it is asked. */
export type PlannedTransaction = {
  readonly plan: TransactionPlan
  readonly markets: MarketSnapshot
  readonly guards: OutcomeGuards
}

/** What a simulation of such a plan, or a rehearsal, needs of its protocol. */
export function readersOf(adapter: ProtocolAdapter, { plan, markets }: Omit<PlannedTransaction, 'guards'>) {
  return { probe: adapter.probeAccount(markets, plan.owner, plan.intent), errors: adapter }
}

/** The chain's answer to a plan. `inputsKey` names what the person chose; see `useSimulation`. */
export function useSimulatedPlan(
  planned: PlannedTransaction | null,
  inputsKey: string,
  { isRepeated = false }: { readonly isRepeated?: boolean } = {},
) {
  const plan = planned?.plan ?? null
  const markets = planned?.markets ?? null
  const judge = planned?.guards.judge ?? null
  const request = useMemo(() => {
    if (!plan || !markets || !judge) return null
    const loadReaders = async () => readersOf(await loadAdapter(plan), { plan, markets })
    return { plan, judge, loadReaders }
  }, [plan, markets, judge])
  return useSimulation(request, { inputsKey, isRepeated })
}
