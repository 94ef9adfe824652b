import { getBalance, getBlock, getTransactionCount } from 'viem/actions'
import type { Address } from '../domain/asset'
import type { Call } from '../domain/call'
import type { IssueOf } from '../domain/issue'
import { createSentSearch } from './find-sent'
import { describeNodeFault } from './node-fault'
import { failedState, type Place, type RunContext, RunEnded } from './run-context'
import { type Asking, convertCall, type Sent } from './run-record'
import { pause, withTimeLimit } from './time-limit'

/** Once it is said that nothing is known, the chain is looked at so many times less often: about once in a block. */
const PATIENCE = 8
/** What the cheapest transaction there is uses. */
const LEAST_GAS = 21_000n

/** What our own node says right before the wallet is asked. Throws `RunEnded` where it does not answer: then nothing is asked. */
export async function noteAsking(
  run: RunContext,
  owner: Address,
  calls: readonly Call[],
  place: Place,
): Promise<Asking> {
  try {
    const [{ number }, nonce, pendingNonce] = await withTimeLimit(
      Promise.all([
        getBlock(run.client, { blockTag: 'latest' }),
        getTransactionCount(run.client, { address: owner, blockTag: 'latest' }),
        getTransactionCount(run.client, { address: owner, blockTag: 'pending' }),
      ]),
      run.timing.silenceMs,
    )
    return { fromBlock: Number(number), nonce, pendingNonce, calls: calls.map(convertCall) }
  } catch (error) {
    throw new RunEnded(failedState(place, describeNodeFault(error)))
  }
}

/** Whether the chain knows of nothing that the account has sent since it was asked, waiting or mined. No proof that nothing will come. */
export async function hasSentNothing(run: RunContext, owner: Address, asking: Asking): Promise<boolean> {
  try {
    const [mined, pending] = await withTimeLimit(
      Promise.all([
        getTransactionCount(run.client, { address: owner, blockTag: 'latest' }),
        getTransactionCount(run.client, { address: owner, blockTag: 'pending' }),
      ]),
      run.timing.silenceMs,
    )
    return mined === asking.nonce && pending === asking.pendingNonce
  } catch {
    return false
  }
}

/** Whether the account cannot pay for any transaction with this value, and none of its was taken: then this one was not. */
export async function isUnaffordable(
  run: RunContext,
  owner: Address,
  value: bigint,
  asking: Asking,
): Promise<boolean> {
  try {
    const [balance, { baseFeePerGas }] = await withTimeLimit(
      Promise.all([
        getBalance(run.client, { address: owner, blockTag: 'latest' }),
        getBlock(run.client, { blockTag: 'latest' }),
      ]),
      run.timing.silenceMs,
    )
    // In this order: what was sent and mined in between has moved the nonce by now.
    return balance < value + LEAST_GAS * (baseFeePerGas ?? 1n) && (await hasSentNothing(run, owner, asking))
  } catch {
    return false
  }
}

/** One look at the chain for what the wallet was asked for; null while nothing was found, or the node did not answer. */
export type Look = () => Promise<Sighting | null>
type Sighting = Extract<Sent, { kind: 'transaction' }>

/** Looks for one asking. Each look goes on where the last one ended, and a slow one is waited for, not doubled. */
export function createLook(run: RunContext, owner: Address, asking: Asking): Look {
  const search = createSentSearch(run.client, owner, asking, run.isTaken)
  let underWay: Promise<Sighting | null> | null = null
  const start = async (): Promise<Sighting | null> => {
    const found = await search()
    return found && { kind: 'transaction', hash: found.hash, nonce: found.nonce }
  }
  return async () => {
    underWay ??= start().finally(() => {
      underWay = null
    })
    return withTimeLimit(underWay, run.timing.silenceMs).catch(() => null)
  }
}

/**
 * Asks the chain until it shows what the wallet was asked for. After `timing.settleMs` emits once that it is
 * not known whether it was sent, in the words of `unknown`; throws `RunEnded` with that when watching ends.
 */
export async function settleByChain(
  run: RunContext,
  place: Place,
  look: Look,
  unknown: IssueOf<'sending-unknown' | 'wallet-answer-unseen'>,
): Promise<Sighting> {
  const stopped = failedState(place, unknown)
  const startedAt = Date.now()
  let isSaid = false
  run.emit({ status: 'signing', ...place, isChecking: true })
  while (Date.now() - startedAt < run.timing.watchMs) {
    const found = await look()
    if (found) return found
    if (!isSaid && Date.now() - startedAt >= run.timing.settleMs) {
      isSaid = true
      run.emit(stopped)
    }
    await pause(run.timing.pollMs * (isSaid ? PATIENCE : 1))
  }
  throw new RunEnded(stopped)
}

/** Resolves once the chain shows what a wallet that stays silent was asked for; null where `signal` ends it before. */
export async function watchSilence(
  run: RunContext,
  look: Look,
  signal: AbortSignal,
): Promise<Sighting | null> {
  const startedAt = Date.now()
  await pause(run.timing.walletMs, signal)
  while (!signal.aborted && Date.now() - startedAt < run.timing.watchMs) {
    const found = await look()
    if (found && !signal.aborted) return found
    await pause(run.timing.pollMs * PATIENCE, signal)
  }
  return null
}
