import type { Config } from 'wagmi'
import { followBatch, followTransaction } from './follow'
import { findStorage, type RememberedRun, readRuns } from './remember'
import { reasonOf } from './request-error'
import type { ErrorReader } from './revert'
import { createRunContext, failedState, RunEnded, type RunSurroundings } from './run-context'
import type { RunState } from './run-state'

export type ResumeOptions = Omit<RunSurroundings, 'errors'> & {
  readonly onState: (run: RememberedRun, state: RunState) => void
  /** How to read the reverts of a protocol, by its id. */
  readonly errorsOf?: (protocol: string) => ErrorReader | undefined
}

/**
 * Watches on what was sent before the page was loaded, and answers what that is. Each run is told its
 * states up to the last and is then forgotten, except where its outcome stayed unknown. Nothing is signed:
 * after an approval the rest of its plan has to be started again.
 */
export function resumeRuns(config: Config, options: ResumeOptions): readonly RememberedRun[] {
  const storage = options.storage === undefined ? findStorage() : options.storage
  const known = readRuns(storage).filter((run) => config.chains.some((chain) => chain.id === run.chainId))
  for (const run of known) void resumeRun(config, run, { ...options, storage })
  return known
}

async function resumeRun(config: Config, remembered: RememberedRun, options: ResumeOptions): Promise<void> {
  const { chainId, protocol, owner, sent, stepIndex, stepCount } = remembered
  const place = { stepIndex, stepCount }
  const emit = (state: RunState) => options.onState(remembered, state)
  const surroundings = { ...options, errors: options.errorsOf?.(protocol) }
  const record: Parameters<typeof createRunContext>[4] = (_, newSent) => ({ ...remembered, sent: newSent })
  const run = createRunContext(config, chainId, surroundings, emit, record)
  // Remembers it anew, so that the context knows what to forget.
  run.remember(place, sent)

  emit({ status: 'pending', ...place, hash: sent.kind === 'transaction' ? sent.hash : null })
  const follow = () =>
    sent.kind === 'transaction'
      ? followTransaction(run, place, sent.hash)
      : followBatch(run, place, owner, sent.id)
  const state = await follow().then(
    ({ transactionHash, blockNumber }): RunState => ({
      status: 'confirmed',
      hash: transactionHash,
      blockNumber,
    }),
    (error: unknown) =>
      error instanceof RunEnded
        ? error.state
        : failedState(place, 'wallet-failed', { reason: reasonOf(error) }),
  )
  emit(state)
  const isUncertain = state.status === 'failed' && state.issue.code === 'receipt-unknown'
  if (!isUncertain) run.forget()
}
