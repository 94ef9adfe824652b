import type { PlanStep, TransactionPlan } from '../plan/plan'
import type { Hex } from '../protocols/protocol'
import {
  createLook,
  hasSentNothing,
  isUnaffordable,
  noteAsking,
  settleByChain,
  watchSilence,
} from './ask-chain'
import { reasonOf } from './request-error'
import { failedState, type Place, type RunContext, RunEnded } from './run-context'
import { type Asking, type Handed, recordAsked } from './run-record'
import {
  askWallet,
  distrustBatches,
  requestBatch,
  requestTransaction,
  requireWallet,
  trustBatches,
} from './wallet'
import {
  describeAnswer,
  readBatchAnswer,
  readTransactionAnswer,
  readWalletError,
  type WalletAnswer,
} from './wallet-answer'

/**
 * Asks the wallet for one step and answers the hash of what was sent, from the wallet or, where its answer
 * tells nothing, from the chain. Remembered before the wallet is asked. Throws `RunEnded` for every other end.
 */
export async function sendStep(
  run: RunContext,
  plan: TransactionPlan,
  step: PlanStep,
  place: Place,
): Promise<Hex> {
  const wallet = await requireWallet(run, plan.owner, place)
  const asking = await noteAsking(run, plan.owner, [step.call], place)
  run.remember(recordAsked(plan, place, asking))
  const { answer, reason } = await ask(run, plan, place, asking, {
    request: () => requestTransaction(run, wallet, plan.owner, step.call),
    read: readTransactionAnswer,
    kind: 'transaction',
  })
  if (answer.kind === 'not-sent') throw endNotSent(place, answer.code, reason)
  if (answer.kind === 'sent' && answer.sent.kind === 'transaction') {
    run.noteSent(answer.sent)
    return answer.sent.hash
  }
  const isRefusedByNode = /insufficient funds/i.test(reason)
  if (isRefusedByNode && (await isUnaffordable(run, plan.owner, step.call.value, asking))) {
    throw new RunEnded(failedState(place, { code: 'network-fee-unaffordable', fee: null }))
  }
  return (await settle(run, plan, place, asking, reason)).hash
}

/**
 * The same for all steps as one batch. Null where nothing of it was sent for certain: the wallet's code says
 * so by its specification, and the chain has seen nothing from the account since.
 */
export async function sendBatch(
  run: RunContext,
  plan: TransactionPlan,
  place: Place,
): Promise<Handed | null> {
  const wallet = await requireWallet(run, plan.owner, place)
  const calls = plan.steps.map((step) => step.call)
  const asking = await noteAsking(run, plan.owner, calls, place)
  run.remember(recordAsked(plan, place, asking))
  const { answer, reason } = await ask(run, plan, place, asking, {
    request: () => requestBatch(run, wallet, plan.owner, calls),
    read: readBatchAnswer,
    kind: 'batch',
  })
  if (answer.kind === 'sent') {
    run.noteSent(answer.sent)
    return answer.sent
  }
  if (answer.kind === 'not-sent' && (await hasSentNothing(run, plan.owner, asking))) {
    run.forget()
    return null
  }
  // Asked once more, it would answer the same: should somebody give up on this, the next plan goes step by step.
  distrustBatches(run.config)
  const found = await settle(run, plan, place, asking, reason)
  trustBatches(run.config)
  return found
}

type Request = {
  readonly request: () => Promise<unknown>
  readonly read: (answer: unknown) => WalletAnswer
  readonly kind: 'transaction' | 'batch'
}

/** The wallet's answer, and its words; the chain's where the wallet stays silent. Throws `RunEnded` for the person's no. */
async function ask(
  run: RunContext,
  plan: TransactionPlan,
  place: Place,
  asking: Asking,
  { request, read, kind }: Request,
): Promise<{ readonly answer: WalletAnswer; readonly reason: string }> {
  const silence = new AbortController()
  const answered = askWallet(run, place, request).then(
    (answer) => ({ answer: read(answer), reason: describeAnswer(answer) }),
    (error: unknown) => ({ answer: readWalletError(error, kind), reason: reasonOf(error) }),
  )
  const seen = watchSilence(run, createLook(run, plan.owner, asking), silence.signal).then((sent) =>
    sent ? { answer: { kind: 'sent', sent } as const, reason: '' } : answered,
  )
  const first = await Promise.race([answered, seen])
  silence.abort()
  if (first.answer.kind === 'refused') {
    const issue = { code: 'rejected-by-wallet', severity: 'info' } as const
    throw new RunEnded({ status: 'rejected', ...place, issue, done: [] })
  }
  return first
}

async function settle(run: RunContext, plan: TransactionPlan, place: Place, asking: Asking, reason: string) {
  const look = createLook(run, plan.owner, asking)
  const found = await settleByChain(run, place, look, {
    code: 'sending-unknown',
    severity: 'refusal',
    reason,
  })
  run.noteSent(found)
  return found
}

function endNotSent(place: Place, code: number, reason: string): RunEnded {
  return new RunEnded(
    failedState(place, code === 4100 ? { code: 'wallet-locked' } : { code: 'wallet-failed', reason }),
  )
}
