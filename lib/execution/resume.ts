import type { TransactionReceipt } from 'viem'
import type { Config } from 'wagmi'
import type { Address } from '../domain/asset'
import { createLook, settleByChain } from './ask-chain'
import { followBatch, followTransaction } from './follow'
import { readRuns } from './remember'
import type { ErrorReader } from './revert'
import {
  createRunContext,
  failedState,
  type Place,
  type RunContext,
  RunEnded,
  type RunSurroundings,
} from './run-context'
import type { Asking, RememberedRun } from './run-record'
import { isUncertain, type RunState } from './run-state'
import { findStorage } from './run-storage'

export type ResumeOptions = Omit<RunSurroundings, 'errors'> & {
  readonly onState: (run: RememberedRun, state: RunState) => void
  /** Fetches how to read the reverts of a protocol, by its id; where it does not come, only what all contracts say is read. */
  readonly loadErrorsOf?: (protocol: string) => Promise<ErrorReader | undefined>
}

/**
 * Watches on what the wallet was asked for before the page was loaded, and answers what that is. Each run is
 * told its states up to the last and is then forgotten, except where its outcome stayed unknown. Nothing is
 * signed: after an approval the rest of its plan has to be started again, and the run ends with that.
 */
export function resumeRuns(config: Config, options: ResumeOptions): readonly RememberedRun[] {
  const storage = options.storage === undefined ? findStorage() : options.storage
  const known = readRuns(storage).filter((run) => config.chains.some((chain) => chain.id === run.chainId))
  for (const run of known) void resumeRun(config, run, { ...options, storage })
  return known
}

async function resumeRun(config: Config, remembered: RememberedRun, options: ResumeOptions): Promise<void> {
  const { chainId, protocol, stepKind, stepIndex, stepCount } = remembered
  const place = { stepIndex, stepCount }
  const errors = options.loadErrorsOf && (await options.loadErrorsOf(protocol).catch(() => undefined))
  const surroundings = { ...options, errors }
  const emit = (state: RunState) => options.onState(remembered, state)
  const run = createRunContext(config, chainId, surroundings, emit, remembered)
  const state = await follow(run, remembered).then(
    ({ transactionHash, blockNumber }): RunState =>
      stepIndex === stepCount - 1
        ? { status: 'confirmed', hash: transactionHash, blockNumber }
        : failedState(place, { code: 'plan-unfinished', isCall: stepKind === 'call' }, transactionHash),
    (error: unknown) =>
      error instanceof RunEnded ? error.state : failedState(place, { code: 'receipt-unknown' }),
  )
  run.emit(state)
  if (!isUncertain(state)) run.forget()
}

async function follow(run: RunContext, remembered: RememberedRun): Promise<TransactionReceipt> {
  const { owner, sent, asking, stepIndex, stepCount } = remembered
  const place = { stepIndex, stepCount }
  if (sent.kind === 'batch') {
    run.emit({ status: 'pending', ...place, hash: null })
    return followBatch(run, place, owner, sent.id)
  }
  if (sent.kind === 'transaction') run.noteSent(sent)
  const { hash } = sent.kind === 'transaction' ? sent : await findAsked(run, place, owner, asking)
  run.emit({ status: 'pending', ...place, hash })
  return followTransaction(run, place, hash)
}

/** What the wallet was asked for when the page was left: the chain alone knows whether it was sent. */
async function findAsked(run: RunContext, place: Place, owner: Address, asking: Asking | null) {
  if (!asking) throw new RunEnded(failedState(place, { code: 'wallet-answer-unseen' }))
  const found = await settleByChain(run, place, createLook(run, owner, asking), {
    code: 'wallet-answer-unseen',
    severity: 'refusal',
  })
  run.noteSent(found)
  return found
}
