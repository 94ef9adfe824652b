import type { TransactionReceipt } from 'viem'
import type { Config } from 'wagmi'
import type { Issue } from '../domain/issue'
import type { PlanStep, TransactionPlan } from '../plan/plan'
import { checkAllowance, checkDeadline, checkSafes, findNeedlessApprovals } from './check-chain'
import { noteShown, type ShownSteps } from './check-signed'
import { ONE_BY_ONE, planSends, readAbilities, type Send, stepsOf } from './executor'
import { followBatch, followTransaction } from './follow'
import { reasonOf } from './request-error'
import {
  createRunContext,
  failedState,
  type Place,
  type RunContext,
  RunEnded,
  type RunSurroundings,
} from './run-context'
import { isUncertain, type RunState } from './run-state'
import { sendToWallet } from './send'
import { prepareWallet } from './wallet'

export type RunOptions = RunSurroundings & {
  /** Told every state, in order; also those after the promise resolved, when a late answer changes the outcome. */
  readonly onState: (state: RunState) => void
  /**
   * Asked right before each signature whether what is left of the plan would still succeed: what was reviewed
   * may have changed since. `remaining` begins with the step to be signed; steps that are done or needless are
   * left out. An issue ends the run with nothing more asked of the wallet.
   */
  readonly rehearse?: (remaining: readonly PlanStep[]) => Promise<Issue | null>
  /** Aborting asks the wallet for nothing more; what was sent is followed to its end. */
  readonly signal?: AbortSignal
}

/** Runs that are under way, or whose outcome is not certain: none of these plans is sent a second time. */
const runs = new WeakMap<TransactionPlan, Promise<RunState>>()

/**
 * Takes a plan through wallet and chain: as one atomic batch where the wallet can, else step by step.
 * Resolves with the first state that ends it and never rejects. A plan that is already running, or may
 * have been sent, is not started again: its own promise comes back.
 */
export function runPlan(config: Config, plan: TransactionPlan, options: RunOptions): Promise<RunState> {
  const running = runs.get(plan)
  if (running) return running
  const promise = new Promise<RunState>((resolve) => {
    const emit = (state: RunState) => {
      options.onState(state)
      if (hasEnded(state)) resolve(state)
    }
    // Starts only after the plan was put under guard.
    queueMicrotask(() => void start(config, plan, options, emit))
  })
  runs.set(plan, promise)
  return promise
}

/** Whether nothing more happens by itself, as far as is known. */
function hasEnded({ status }: RunState): boolean {
  return status !== 'signing' && status !== 'pending'
}

async function start(
  config: Config,
  plan: TransactionPlan,
  options: RunOptions,
  emit: (state: RunState) => void,
): Promise<void> {
  const run = createRunContext(config, plan.chainId, options, emit)
  const state = await perform(run, plan, options).catch((error: unknown) =>
    error instanceof RunEnded ? error.state : endUnexpectedly(run, placeOf(plan, 0), error),
  )
  if (!isUncertain(state)) run.forget()
  if (state.status !== 'confirmed' && !isUncertain(state)) runs.delete(plan)
  run.emit(state)
}

/** What nobody thought of. Where the wallet was asked by then, it is not known what it sent. */
function endUnexpectedly(run: RunContext, place: Place, error: unknown): RunState {
  if (!run.findRemembered()) return failedState(place, { code: 'rpc-unreachable' })
  return failedState(place, { code: 'sending-unknown', reason: reasonOf(error) })
}

type Wishes = Pick<RunOptions, 'rehearse' | 'signal'>
/** What a run goes by from its confirmation to its end. */
type Terms = Wishes & {
  readonly shown: ShownSteps
  /** What there is no use in sending, however it is handed over. */
  readonly needless: ReadonlySet<PlanStep>
}

async function perform(run: RunContext, plan: TransactionPlan, wishes: Wishes): Promise<RunState> {
  const { steps, owner } = plan
  const first = placeOf(plan, 0)
  const shown = noteShown(steps)
  run.emit({ status: 'signing', ...first })
  await prepareWallet(run, owner, first)
  await checkDeadline(run, plan, first)
  const needless = await checkSafes(run, plan, first)
  // a leg is sized for what is signed one by one
  const mayBatch = steps.length > 1 && !plan.legs
  const abilities = mayBatch ? await readAbilities(run, owner) : ONE_BY_ONE
  return performSends(run, plan, { ...wishes, shown, needless }, planSends(steps, abilities, needless))
}

async function performSends(
  run: RunContext,
  plan: TransactionPlan,
  terms: Terms,
  sends: readonly Send[],
): Promise<RunState> {
  const { rehearse, signal, shown } = terms
  const needless = sends.some(({ kind }) => kind === 'batch')
    ? new Set()
    : await findNeedlessApprovals(run, plan)
  const needed = sends.filter((send) => !stepsOf(send).every((step) => needless.has(step)))
  let state: RunState = { status: 'idle' }
  for (const [index, send] of needed.entries()) {
    const { place } = send
    if (signal?.aborted) return failedState(place, { code: 'given-up' })
    run.emit({ status: 'signing', ...place })
    // Once more before each signature: minutes may have passed since the last one.
    await prepareWallet(run, plan.owner, place)
    await checkDeadline(run, plan, place)
    await checkRehearsal(rehearse, needed.slice(index).flatMap(stepsOf), place)
    if (signal?.aborted) return failedState(place, { code: 'given-up' })
    const receipt = await performSend(run, plan, send, shown)
    if (!receipt) return performSends(run, plan, terms, planSends(plan.steps, ONE_BY_ONE, terms.needless))
    const { transactionHash, blockNumber } = receipt
    state = { status: 'confirmed', hash: transactionHash, blockNumber }
    if (send.kind === 'batch') continue
    run.noteDone(send.step)
    if (send.step.kind === 'approve') await checkAllowance(run, plan, send.step, place, blockNumber)
  }
  return state
}

/** Null where nothing of a batch was sent for certain: its steps can follow one by one. */
async function performSend(
  run: RunContext,
  plan: TransactionPlan,
  send: Send,
  shown: ShownSteps,
): Promise<TransactionReceipt | null> {
  const { place } = send
  const sent = await sendToWallet(run, plan, send, shown)
  if (!sent) return null
  run.emit({ status: 'pending', ...place, hash: sent.kind === 'transaction' ? sent.hash : null })
  return sent.kind === 'batch'
    ? followBatch(run, place, plan.owner, sent.id)
    : followTransaction(run, place, sent.hash)
}

async function checkRehearsal(
  rehearse: Wishes['rehearse'],
  remaining: readonly PlanStep[],
  place: Place,
): Promise<void> {
  const issue = await rehearse?.(remaining)
  if (issue) throw new RunEnded({ status: 'failed', ...place, issue, hash: null, done: [] })
}

function placeOf(plan: TransactionPlan, stepIndex: number): Place {
  return { stepIndex, stepCount: plan.steps.length }
}
