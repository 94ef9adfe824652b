import type { Client } from 'viem'
import type { Config } from 'wagmi'
import type { Hex } from '../domain/call'
import type { Issue, Unjudged } from '../domain/issue'
import type { PlanStep } from '../plan/plan'
import { forgetRun, readRuns, rememberRun } from './remember'
import { type ErrorReader, plainErrorReader } from './revert'
import type { RememberedRun, Sent } from './run-record'
import type { DoneSteps, RunState } from './run-state'
import { findStorage, type RunStorage } from './run-storage'
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
  /** Notes what the person should know though it does not stop the run: every later state carries it. */
  readonly note: (issue: Issue) => void
  /** Writes down that a step is about to be asked for, in place of the step before it, which is in the chain. */
  readonly remember: (asked: RememberedRun) => void
  /** Writes down what is known of it by now: its hash, its batch id, another hash that took its place. */
  readonly noteSent: (sent: Sent) => void
  /** What was written down last and is not over; null where there is none. */
  readonly findRemembered: () => RememberedRun | null
  /** Drops what was written down last: its outcome is known, or it was never sent. */
  readonly forget: () => void
  /** Whether a transaction belongs to another run, of this page or another: two runs may ask for the same calls. */
  readonly isTaken: (hash: Hex) => boolean
}

/** Thrown to leave a run from wherever it is; `runPlan` turns it back into its state. */
export class RunEnded extends Error {
  override readonly name = 'RunEnded'
  constructor(readonly state: RunState) {
    super(state.status)
  }
}

/** A state that ends a run with a refusal, with the hash where something was sent. */
export function failedState(place: Place, issue: Unjudged, hash: Hex | null = null): RunState {
  return { status: 'failed', ...place, issue: { ...issue, severity: 'refusal' }, hash, done: [] }
}

export type RunSurroundings = {
  /** Reads the reason of a revert: the plan's adapter. */
  readonly errors?: ErrorReader
  /** Where sent steps are remembered; the browser's own storage where left out, nowhere where null. */
  readonly storage?: RunStorage | null
  readonly timing?: Partial<RunTiming>
}

/** Which run a transaction belongs to, for as long as the page is open. */
const owners = new Map<Hex, string>()

/** Brings together what one run needs; it goes on from `remembered` where there is such a run. */
export function createRunContext(
  config: Config,
  chainId: number,
  surroundings: RunSurroundings,
  emit: (state: RunState) => void,
  remembered: RememberedRun | null = null,
): RunContext {
  const storage = surroundings.storage === undefined ? findStorage() : surroundings.storage
  let last = remembered
  let done: DoneSteps = []
  let notes: readonly Issue[] = []
  return {
    config,
    chainId,
    client: config.getClient({ chainId }),
    timing: { ...defaultTiming, ...surroundings.timing },
    errors: surroundings.errors ?? plainErrorReader,
    emit: (state) => {
      const stamped = hasStopped(state) ? { ...state, done } : state
      emit(notes.length > 0 && stamped.status !== 'idle' ? { ...stamped, notes } : stamped)
    },
    note: (issue) => {
      notes = [...notes, issue]
    },
    noteDone: (step) => {
      done = [...done, step]
    },
    remember: (asked) => {
      const before = last
      last = asked
      rememberRun(storage, last)
      if (before) forgetRun(storage, before.id)
    },
    noteSent: (sent) => {
      if (!last) return
      last = { ...last, sent }
      if (sent.kind === 'transaction') owners.set(sent.hash, last.id)
      rememberRun(storage, last)
    },
    findRemembered: () => last,
    forget: () => {
      if (last) forgetRun(storage, last.id)
      last = null
    },
    isTaken: (hash) => {
      const isOther = (id: string | undefined) => id !== undefined && id !== last?.id
      return isOther(owners.get(hash)) || isOther(readRuns(storage).find(hasHash(hash))?.id)
    },
  }
}

function hasHash(hash: Hex) {
  return ({ sent }: RememberedRun) => sent.kind === 'transaction' && sent.hash === hash
}

function hasStopped(state: RunState): state is Extract<RunState, { status: 'rejected' | 'failed' }> {
  return state.status === 'rejected' || state.status === 'failed'
}
