import { useQuery } from '@tanstack/react-query'
import { useClient } from 'wagmi'
import { simulatePlan } from '../../lib/execution/simulate'
import type { SimulationResult } from '../../lib/execution/simulation'
import { pause } from '../../lib/execution/time-limit'
import type { TransactionPlan } from '../../lib/plan/plan'
import type { MarketSnapshot } from '../../lib/protocols/protocol'
import { REFRESH_MS } from '../../lib/queries/markets'
import { protocolOf } from '../../lib/queries/protocol'

/** How long an input must rest before the chain is asked about it. */
const REST_MS = 300

export type PlannedTransaction = { readonly plan: TransactionPlan; readonly markets: MarketSnapshot }

/** What the chain answered, with the very plan it was asked about. */
export type Simulated = PlannedTransaction & { readonly result: SimulationResult }

/**
 * Simulates a plan once its inputs rest. `inputsKey` names what the person chose: while the same choice
 * is asked again on a newer block, the older answer stays; for another choice it never does.
 * `isRepeated` asks again while a person reads a review: what they confirm was true moments ago.
 */
export function useSimulation(
  planned: PlannedTransaction | null,
  inputsKey: string,
  { isRepeated = false }: { readonly isRepeated?: boolean } = {},
) {
  const chainId = planned?.plan.chainId
  const client = useClient({ chainId })
  const query = useQuery({
    queryKey: ['simulation', inputsKey, chainId, planned?.plan.owner, planned ? keyOf(planned.plan) : null],
    queryFn: async ({ signal }): Promise<Simulated> => {
      if (!planned || !client) throw new Error('Nothing to simulate')
      await pause(REST_MS, signal)
      signal.throwIfAborted()
      const protocol = protocolOf(planned.plan)
      const probe = protocol.probeAccount(planned.markets, planned.plan.owner)
      return { ...planned, result: await simulatePlan(client, planned.plan, probe, protocol) }
    },
    enabled: planned !== null && client !== undefined,
    placeholderData: (previous, query) => (query?.queryKey[1] === inputsKey ? previous : undefined),
    refetchInterval: isRepeated ? REFRESH_MS : false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  })
  return planned === null
    ? { simulated: null, isSimulating: false }
    : { simulated: query.data ?? null, isSimulating: query.isFetching }
}

function keyOf(plan: TransactionPlan): string {
  return plan.steps.map(({ call }) => `${call.to}:${call.value}:${call.data}`).join()
}
