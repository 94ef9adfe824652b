import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useClient } from 'wagmi'
import { type Inclusion, lookAtInclusion } from './finality'
import type { RunState } from './run-state'

const LOOK_MS = 12_000
const LOOK_AGAIN_MS = 3_000

/**
 * A confirmed run as the chain has it now: until its block is final it may move to another, or be taken back.
 * Every other run is as it is.
 */
export function useWatchedRun(run: RunState, chainId: number): RunState {
  const client = useClient({ chainId })
  const queryClient = useQueryClient()
  const hash = run.status === 'confirmed' ? run.hash : null
  const seenIn = run.status === 'confirmed' ? run.blockNumber : null
  const queryKey = ['inclusion', chainId, hash, seenIn]
  const { data } = useQuery({
    queryKey,
    queryFn: (): Promise<Inclusion> => {
      if (!client || !hash || seenIn === null) throw new Error('Nothing to look for')
      return lookAtInclusion(client, hash, seenIn, queryClient.getQueryData(queryKey))
    },
    enabled: client !== undefined && hash !== null,
    staleTime: 0,
    refetchInterval: ({ state }) => {
      if (state.data?.isFinal) return false
      return state.data?.misses ? LOOK_AGAIN_MS : LOOK_MS
    },
    retry: false,
  })
  if (run.status !== 'confirmed' || !data) return run
  const failed = { status: 'failed', stepIndex: 0, stepCount: 1, hash, done: [] } as const
  const refuse = (code: 'transaction-taken-back' | 'transaction-reverted'): RunState => ({
    ...failed,
    issue: { code, severity: 'refusal' },
  })
  if (!data.receipt) return refuse('transaction-taken-back')
  if (data.receipt.status === 'reverted') return refuse('transaction-reverted')
  return data.receipt.blockNumber === run.blockNumber
    ? run
    : { ...run, blockNumber: data.receipt.blockNumber }
}
