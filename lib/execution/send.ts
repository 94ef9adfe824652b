import type { TransactionPlan } from '../plan/plan'
import {
  createLook,
  hasSentNothing,
  isUnaffordable,
  noteAsking,
  settleByChain,
  watchSilence,
} from './ask-chain'
import { findSigningDifferences, type ShownSteps } from './check-signed'
import { distrustBatches, type Send, stepsOf, trustBatches } from './executor'
import { reasonOf } from './request-error'
import { failedState, type Place, type RunContext, RunEnded } from './run-context'
import { type Asking, type Handed, recordAsked } from './run-record'
import { askWallet, requireWallet, type WalletClient } from './wallet'
import {
  describeAnswer,
  readBatchAnswer,
  readTransactionAnswer,
  readWalletError,
  type WalletAnswer,
} from './wallet-answer'
import { makeWalletRequest, type WalletRequest } from './wallet-request'

/**
 * Asks the wallet for what is to be sent, and answers what was: from the wallet or, where its answer tells nothing,
 * from the chain. What `shown` does not tell of is not asked for. Remembered before the wallet is asked. Null where nothing of a batch was sent for certain; throws
 * `RunEnded` for every other end.
 */
export async function sendToWallet(
  run: RunContext,
  plan: TransactionPlan,
  send: Send,
  shown: ShownSteps,
): Promise<Handed | null> {
  const { place } = send
  const wallet = await requireWallet(run, plan.owner, place)
  const calls = stepsOf(send).map((step) => step.call)
  const asking = await noteAsking(run, plan.owner, calls, place)
  const request = makeWalletRequest(plan, send)
  checkRequest(plan, send, shown, request)
  run.remember(recordAsked(plan, place, asking))
  const asked = { plan, place, asking }
  const { answer, reason } = await ask(run, asked, requestFor(wallet, request))
  if (answer.kind === 'sent') {
    run.noteSent(answer.sent)
    return answer.sent
  }
  return send.kind === 'batch'
    ? settleBatch(run, asked, answer, reason)
    : settleTransaction(run, asked, answer, reason)
}

type Asked = { readonly plan: TransactionPlan; readonly place: Place; readonly asking: Asking }

async function settleTransaction(
  run: RunContext,
  asked: Asked,
  answer: WalletAnswer,
  reason: string,
): Promise<Handed> {
  const { plan, place, asking } = asked
  if (answer.kind === 'not-sent') throw endNotSent(place, answer.code, reason)
  const value = asking.calls.reduce((sum, call) => sum + BigInt(call.value), 0n)
  const isRefusedByNode = /insufficient funds/i.test(reason)
  if (isRefusedByNode && (await isUnaffordable(run, plan.owner, value, asking))) {
    throw new RunEnded(failedState(place, { code: 'network-fee-unaffordable', fee: null }))
  }
  return settle(run, asked, reason)
}

/** Null where the wallet's code says by its specification that nothing was sent, and the chain has seen nothing since. */
async function settleBatch(
  run: RunContext,
  asked: Asked,
  answer: WalletAnswer,
  reason: string,
): Promise<Handed | null> {
  if (answer.kind === 'not-sent' && (await hasSentNothing(run, asked.plan.owner, asked.asking))) {
    run.forget()
    return null
  }
  // Asked once more, it would answer the same: should somebody give up on this, the next plan goes step by step.
  distrustBatches(run.config)
  const found = await settle(run, asked, reason)
  trustBatches(run.config)
  return found
}

type Request = {
  readonly request: () => Promise<unknown>
  readonly read: (answer: unknown) => WalletAnswer
  readonly kind: Send['kind']
}

/** Throws `RunEnded` where the wallet would be asked for anything but what was shown. */
function checkRequest(plan: TransactionPlan, send: Send, shown: ShownSteps, request: WalletRequest): void {
  const ofSteps = stepsOf(send).map((step) => shown.get(step))
  const differences = findSigningDifferences(plan, ofSteps, request)
  if (differences.length === 0) return
  throw new RunEnded(failedState(send.place, { code: 'signing-differs', differences }))
}

/** Hands it to the wallet exactly once and without retries, when it is called. Whatever the wallet answers. */
function requestFor(wallet: WalletClient, asked: WalletRequest): Request {
  const request = () =>
    wallet.request<{ Parameters: readonly unknown[]; ReturnType: unknown }>(asked, { retryCount: 0 })
  return asked.method === 'eth_sendTransaction'
    ? { kind: 'transaction', read: readTransactionAnswer, request }
    : { kind: 'batch', read: readBatchAnswer, request }
}

/** The wallet's answer, and its words; the chain's where the wallet stays silent. Throws `RunEnded` for the person's no. */
async function ask(
  run: RunContext,
  { plan, place, asking }: Asked,
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

async function settle(run: RunContext, { plan, place, asking }: Asked, reason: string) {
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
