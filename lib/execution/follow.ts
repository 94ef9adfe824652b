import type { TransactionReceipt } from 'viem'
import { call, getTransaction } from 'viem/actions'
import type { Address } from '../domain/asset'
import type { Hex } from '../domain/call'
import { createLook } from './ask-chain'
import { type BatchStatus, readBatchStatus } from './batch-status'
import { noteOwnTransaction } from './own-blocks'
import { reasonOf } from './request-error'
import { decodeRevert, gasRevert, type Revert, saysOutOfGas, silentRevert } from './revert'
import { revertDataOf } from './revert-data'
import { failedState, type Place, type RunContext, RunEnded } from './run-context'
import { pause, withTimeLimit } from './time-limit'
import { createWatchClock, watchTransaction } from './watch-transaction'

/** The chain is searched for a batch that the wallet calls pending once in so many polls: whole blocks are read. */
const POLLS_PER_LOOK = 8

/**
 * Waits until a sent transaction succeeded and answers its receipt; a hash that replaces it at a higher
 * fee is followed. Throws `RunEnded` for every other end.
 */
export async function followTransaction(
  run: RunContext,
  place: Place,
  firstHash: Hex,
): Promise<TransactionReceipt> {
  let hash = firstHash
  const remembered = run.findRemembered()
  const outcome = await watchTransaction(run.client, hash, {
    timing: run.timing,
    origin: remembered?.asking ? { owner: remembered.owner, asking: remembered.asking } : null,
    nonce: remembered?.sent.kind === 'transaction' ? remembered.sent.nonce : null,
    isTaken: run.isTaken,
    onSeen: (nonce) => run.noteSent({ kind: 'transaction', hash, nonce }),
    onRepriced: (newHash, nonce) => {
      hash = newHash
      run.noteSent({ kind: 'transaction', hash, nonce })
      run.emit({ status: 'pending', ...place, hash })
    },
    onOverdue: () => run.emit(failedState(place, { code: 'receipt-unknown' }, hash)),
  })
  if (outcome.kind === 'unknown') throw new RunEnded(failedState(place, { code: 'receipt-unknown' }, hash))
  if (outcome.kind === 'replaced') {
    throw new RunEnded(failedState(place, { code: 'transaction-replaced' }, outcome.by))
  }
  const { blockNumber, transactionHash } = outcome.receipt
  noteOwnTransaction({ chainId: run.chainId, hash: transactionHash, blockNumber })
  if (outcome.receipt.status === 'success') return outcome.receipt
  throw await endReverted(run, place, outcome.receipt)
}

/**
 * Waits for a wallet's batch: its receipt as our own node has it, once the wallet names its transaction or
 * the chain shows one that carries its calls. Throws `RunEnded` for every other end.
 */
export async function followBatch(
  run: RunContext,
  place: Place,
  owner: Address,
  id: string,
): Promise<TransactionReceipt> {
  const onOverdue = () => run.emit(failedState(place, { code: 'receipt-unknown' }, shownHash))
  const clock = createWatchClock({ timing: run.timing, onOverdue })
  const asking = run.findRemembered()?.asking
  const look = asking ? createLook(run, owner, asking) : null
  let shownHash: Hex | null = null
  let polls = 0
  while (!clock.isOver()) {
    const status = await readBatchStatus(run, owner, id)
    if (status) clock.noteAnswer()
    if (status?.hash && status.hash !== shownHash) {
      shownHash = status.hash
      run.emit({ status: 'pending', ...place, hash: shownHash })
    }
    if (status?.end === 'done' && status.hash) return followTransaction(run, place, status.hash)
    if (status?.end === 'reverted') throw await endRevertedBatch(run, place, status.hash)
    if (status) endFailedBatch(place, status)
    // No word of its transaction: the chain may have it all the same. Seldom while the wallet says that it waits.
    const isSaidToWait = status?.end === null && polls++ % POLLS_PER_LOOK > 0
    const found = status?.hash || isSaidToWait ? null : await look?.()
    if (found) {
      run.noteSent(found)
      run.emit({ status: 'pending', ...place, hash: found.hash })
      return followTransaction(run, place, found.hash)
    }
    clock.check()
    await pause(run.timing.pollMs)
  }
  throw new RunEnded(failedState(place, { code: 'receipt-unknown' }))
}

/** Throws `RunEnded` where the wallet says that the batch failed, in the words of how. */
function endFailedBatch(place: Place, { end, hash }: BatchStatus): void {
  if (end === 'dropped') {
    throw new RunEnded(failedState(place, { code: 'wallet-failed', reason: 'the wallet dropped the batch' }))
  }
  if (end === 'partly') throw new RunEnded(failedState(place, { code: 'batch-partly-reverted' }, hash))
}

/** Why the chain undid it, where the chain says so too. A receipt of success may be that of whoever carried the batch. */
async function endRevertedBatch(run: RunContext, place: Place, hash: Hex | null): Promise<RunEnded> {
  const onlyByWallet = new RunEnded(failedState(place, { code: 'batch-reverted' }, hash))
  if (!hash) return onlyByWallet
  return followTransaction(run, place, hash).then(
    () => onlyByWallet,
    (ended: RunEnded) => ended,
  )
}

async function endReverted(run: RunContext, place: Place, receipt: TransactionReceipt): Promise<RunEnded> {
  const { why } = await replayRevert(run, receipt)
  return new RunEnded(
    failedState(place, { code: 'transaction-reverted', reason: why }, receipt.transactionHash),
  )
}

/**
 * Receipts carry no reason: the same call is run again on the state of its block. That is the state
 * after the block's other transactions, but at the block's own time; it may therefore find no error.
 */
async function replayRevert(
  run: RunContext,
  { transactionHash, blockNumber, gasUsed }: TransactionReceipt,
): Promise<Revert> {
  try {
    const { from, to, input, value, gas } = await getTransaction(run.client, { hash: transactionHash })
    const request = call(run.client, { account: from, to, data: input, value, gas, blockNumber })
    const revert = await withTimeLimit(request, run.timing.walletReadMs).then(
      () => silentRevert,
      (error) => readRevert(error, run),
    )
    if (revert !== silentRevert) return revert
    // a call keeps a 64th of its gas back from those that it makes: what used all but that ran out
    return gasUsed * 64n >= gas * 63n ? gasRevert : silentRevert
  } catch {
    return silentRevert
  }
}

function readRevert(error: unknown, { errors }: RunContext): Revert {
  const data = revertDataOf(error)
  if (data && data !== '0x') return decodeRevert(data, errors)
  return saysOutOfGas(reasonOf(error)) ? gasRevert : silentRevert
}
