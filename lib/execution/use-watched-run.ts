import type { Unjudged } from '../domain/issue'
import { failedState } from './run-context'
import type { RunState } from './run-state'
import { useInclusion } from './use-inclusion'

/**
 * A confirmed run as the chain has it now: until its block is final it may move to another, or be taken back.
 * Every other run is as it is.
 */
export function useWatchedRun(run: RunState, chainId: number): RunState {
  const confirmed = run.status === 'confirmed' ? run : null
  const inclusion = useInclusion(chainId, confirmed?.hash ?? null, confirmed?.blockNumber ?? null)
  if (!confirmed || !inclusion) return run
  const stop = (issue: Unjudged): RunState =>
    failedState({ stepIndex: 0, stepCount: 1 }, issue, confirmed.hash)
  const { receipt } = inclusion
  if (!receipt) return stop({ code: 'transaction-taken-back' })
  if (receipt.status === 'reverted')
    return stop({ code: 'transaction-reverted', reason: { kind: 'unasked' } })
  const { blockNumber } = receipt
  return blockNumber === confirmed.blockNumber ? run : { ...confirmed, blockNumber }
}
