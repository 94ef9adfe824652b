import type { Client } from 'viem'
import type { Config } from 'wagmi'
import type { Issue, IssueCode } from '../domain/issue'
import type { PlanStep } from '../plan/plan'
import type { Hex } from '../protocols/protocol'
import {
  findStorage,
  forgetRun,
  keyOf,
  type RememberedRun,
  type RunStorage,
  rememberRun,
  type Sent,
} from './remember'
import { type ErrorReader, plainErrorReader } from './revert'
import type { DoneSteps, RunState } from './run-state'
import { defaultTiming, type RunTiming } from './run-timing'

/** Which signature of how many. */
export type Place = { readonly stepIndex: number; readonly stepCount: number }

/** What the parts of one run share. */
export type RunContext = {
  readonly config: Config
  readonly chainId: number
  /** Reads the chain through our own node, never through the wallet's. */
  readonly client: Client
  readonly timing: RunTiming
  readonly errors: ErrorReader
  readonly emit: (state: RunState) => void
  /** Notes that a step is in the chain: every later stop says so. */
  readonly noteDone: (step: PlanStep) => void
  /** Writes down what was sent, the moment it is known. */
  readonly remember: (place: Place, sent: Sent) => void
  /** Drops what was written down last: its outcome is known, or another hash took its place. */
  readonly forget: () => void
}

/** Thrown to leave a run from wherever it is; `runPlan` turns it back into its state. */
export class RunEnded extends Error {
  override readonly name = 'RunEnded'
  constructor(readonly state: RunState) {
    super(state.status)
  }
}

/** A state that ends a run with a refusal, with the hash where something was sent. */
export function failedState(
  place: Place,
  code: IssueCode,
  details?: Issue['details'],
  hash: Hex | null = null,
): RunState {
  return { status: 'failed', ...place, issue: { code, severity: 'refusal', details }, hash, done: [] }
}

export type RunSurroundings = {
  /** Reads the reason of a revert: the plan's adapter. */
  readonly errors?: ErrorReader
  /** Where sent steps are remembered; the browser's own storage where left out, nowhere where null. */
  readonly storage?: RunStorage | null
  readonly timing?: Partial<RunTiming>
}

/** Brings together what one run needs; `record` makes what is remembered of a sent step. */
export function createRunContext(
  config: Config,
  chainId: number,
  surroundings: RunSurroundings,
  emit: (state: RunState) => void,
  record: (place: Place, sent: Sent) => RememberedRun,
): RunContext {
  const storage = surroundings.storage === undefined ? findStorage() : surroundings.storage
  let last: RememberedRun | null = null
  let done: DoneSteps = []
  return {
    config,
    chainId,
    client: config.getClient({ chainId }),
    timing: { ...defaultTiming, ...surroundings.timing },
    errors: surroundings.errors ?? plainErrorReader,
    emit: (state) => emit(hasStopped(state) ? { ...state, done } : state),
    noteDone: (step) => {
      done = [...done, step]
    },
    remember: (place, sent) => {
      last = record(place, sent)
      rememberRun(storage, last)
    },
    forget: () => {
      if (last) forgetRun(storage, keyOf(last))
      last = null
    },
  }
}

function hasStopped(state: RunState): state is Extract<RunState, { status: 'rejected' | 'failed' }> {
  return state.status === 'rejected' || state.status === 'failed'
}
