import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Client } from 'viem'
import { useClient } from 'wagmi'
import type { TransactionPlan } from '../plan/plan'
import type { AccountProbe } from '../protocols/protocol'
import type { ErrorReader } from './revert'
import { simulatePlan } from './simulate'

/** How often a plan that is shown is simulated again: about one block. */
const RESIMULATE_MS = 12_000

/** One simulation of exactly these calls: a plan with other calls is another query, and shows nothing of this one. */
function simulationQueryOptions(
  client: Client | undefined,
  plan: TransactionPlan | null,
  probe: AccountProbe | null,
  errors: ErrorReader | null,
) {
  const calls = plan?.steps.map(({ call }) => [call.to, call.data, call.value.toString()]) ?? null
  return queryOptions({
    queryKey: ['simulation', plan?.chainId ?? null, plan?.owner ?? null, calls, probe?.data ?? null],
    queryFn: async () => {
      if (!client || !plan || !probe || !errors) throw new Error('No plan to simulate')
      const { errorAbi, explainError } = errors
      return simulatePlan(client, plan, probe, { errorAbi, explainError })
    },
    enabled: client !== undefined && plan !== null && probe !== null && errors !== null,
    // A result is about one block; what is no longer shown need not be kept.
    staleTime: RESIMULATE_MS / 2,
    gcTime: RESIMULATE_MS,
    refetchInterval: RESIMULATE_MS,
    // What fails comes back as a result. Comparing whole snapshots costs more than drawing them again.
    retry: false,
    structuralSharing: false,
  })
}

/**
 * Simulates a plan that has come to rest, again about every block while it is shown; null waits.
 * `errors` is the plan's adapter, `probe` what its `probeAccount` gave.
 */
export function useSimulation(
  plan: TransactionPlan | null,
  probe: AccountProbe | null,
  errors: ErrorReader | null,
) {
  const client = useClient({ chainId: plan?.chainId })
  return useQuery(simulationQueryOptions(client, plan, probe, errors))
}
