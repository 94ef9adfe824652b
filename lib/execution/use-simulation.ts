import { useQuery } from '@tanstack/react-query'
import type { Client } from 'viem'
import { useClient } from 'wagmi'
import type { OutcomeGuards } from '../plan/outcome'
import type { TransactionPlan } from '../plan/plan'
import type { AccountProbe } from '../protocols/protocol'
import type { ErrorReader } from './revert'
import type { SimulationResult } from './simulation'
import type { Drafter } from './slippage-cause'
import { pause } from './time-limit'

/** How long an input must rest before the chain is asked about it. */
const REST_MS = 300

/** How often a plan that is about to be signed is simulated again: about one block. */
const RESIMULATE_MS = 12_000

export type SimulationRequest = {
  readonly plan: TransactionPlan
  readonly judge: OutcomeGuards['judge']
  /** Fetches the plan's adapter, which reads reverts and drafts anew, and its `probeAccount`. */
  readonly loadReaders: () => Promise<{
    readonly probe: AccountProbe
    readonly errors: ErrorReader & Drafter
  }>
}

/** An answer with the very plan that it is about. */
export type Simulated = { readonly plan: TransactionPlan; readonly result: SimulationResult }

export type SimulationWatch = {
  /** Names what the person chose: a plan made anew on a later block has the same. */
  readonly inputsKey: string
  /** Asks again about every block: what is signed was true moments before. */
  readonly isRepeated: boolean
}

/** Its code comes with the first plan: no page needs it to be read. Where it does not come, nothing else would. */
async function simulate(
  client: Client,
  { plan, judge, loadReaders }: SimulationRequest,
): Promise<SimulationResult> {
  const loaded = await Promise.all([import('./simulate'), loadReaders()]).catch(() => null)
  if (!loaded) return { ok: false, block: null, issue: { code: 'rpc-unreachable', severity: 'refusal' } }
  const [{ simulatePlan }, { probe, errors }] = loaded
  return simulatePlan(client, plan, probe, { ...errors, judge })
}

/**
 * Simulates exactly these calls once the inputs rest; null waits. While the same choice is asked anew, its
 * last answer stays; of another choice nothing is ever shown in its place.
 */
export function useSimulation(request: SimulationRequest | null, { inputsKey, isRepeated }: SimulationWatch) {
  const plan = request?.plan ?? null
  const client = useClient({ chainId: plan?.chainId })
  const calls = plan?.steps.map(({ call }) => [call.to, call.data, call.value.toString()]) ?? null
  const query = useQuery({
    queryKey: ['simulation', plan?.chainId ?? null, inputsKey, plan?.owner ?? null, calls],
    queryFn: async ({ signal }): Promise<Simulated> => {
      if (!client || !request) throw new Error('No plan to simulate')
      // The next input cancels this one before anything is asked.
      await pause(REST_MS, signal)
      signal.throwIfAborted()
      const result = await simulate(client, request)
      return { plan: request.plan, result }
    },
    enabled: client !== undefined && request !== null,
    placeholderData: (previous, earlier) => (earlier?.queryKey[2] === inputsKey ? previous : undefined),
    staleTime: RESIMULATE_MS / 2,
    gcTime: RESIMULATE_MS,
    refetchInterval: isRepeated ? RESIMULATE_MS : false,
    // What fails comes back as a result. Comparing whole snapshots costs more than drawing them again.
    retry: false,
    structuralSharing: false,
  })
  return {
    simulated: request === null ? null : (query.data ?? null),
    isSimulating: request !== null && query.isFetching,
    /** Whether the answer is about these very calls, and not about those of the same choice on an earlier block. */
    isOfTheseCalls: !query.isPlaceholderData,
  }
}
