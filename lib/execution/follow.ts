import type { TransactionReceipt } from 'viem'
import { getTransaction } from 'viem/actions'
import type { Address } from '../domain/asset'
import type { Issue } from '../domain/issue'
import type { Hex } from '../protocols/protocol'
import { reasonOf, revertDataOf } from './request-error'
import { decodeRevert, type Revert } from './revert'
import { failedState, type Place, type RunContext, RunEnded } from './run-context'
import { pause, withTimeLimit } from './time-limit'
import { findWallet } from './wallet'
import { createWatchClock, watchTransaction } from './watch-transaction'

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
  const outcome = await watchTransaction(run.client, hash, {
    timing: run.timing,
    onRepriced: (newHash) => {
      hash = newHash
      run.forget()
      run.remember(place, { kind: 'transaction', hash })
      run.emit({ status: 'pending', ...place, hash })
    },
    onOverdue: () => run.emit(failedState(place, 'receipt-unknown', undefined, hash)),
  })
  if (outcome.kind === 'unknown') throw new RunEnded(failedState(place, 'receipt-unknown', undefined, hash))
  if (outcome.kind === 'replaced') {
    throw new RunEnded(failedState(place, 'transaction-replaced', undefined, outcome.by ?? hash))
  }
  if (outcome.receipt.status === 'success') return outcome.receipt
  throw await endReverted(run, place, outcome.receipt)
}

/**
 * Waits for a wallet's batch: its receipt as our own node has it, once the wallet calls the batch done.
 * Throws `RunEnded` for every other end.
 */
export async function followBatch(
  run: RunContext,
  place: Place,
  owner: Address,
  id: string,
): Promise<TransactionReceipt> {
  const onOverdue = () => run.emit(failedState(place, 'receipt-unknown', undefined, shownHash))
  const clock = createWatchClock({ timing: run.timing, onOverdue })
  let shownHash: Hex | null = null
  while (!clock.isOver()) {
    const status = await readBatchStatus(run, owner, id)
    if (status) clock.noteAnswer()
    if (status?.hash && status.hash !== shownHash) {
      shownHash = status.hash
      run.emit({ status: 'pending', ...place, hash: shownHash })
    }
    if (status?.end === 'done' && status.hash) return followTransaction(run, place, status.hash)
    if (status?.end === 'dropped') {
      throw new RunEnded(failedState(place, 'wallet-failed', { reason: 'the wallet dropped the batch' }))
    }
    if (status?.end === 'reverted') throw endRevertedBatch(place, status.hash)
    clock.check()
    await pause(run.timing.pollMs)
  }
  throw new RunEnded(failedState(place, 'receipt-unknown'))
}

type BatchStatus = { readonly end: 'done' | 'dropped' | 'reverted' | null; readonly hash: Hex | null }

/** EIP-5792 statuses: 1xx pending, 2xx done, 4xx never sent, 5xx reverted wholly, 6xx partly. Null where the wallet gave none. */
async function readBatchStatus(run: RunContext, owner: Address, id: string): Promise<BatchStatus | null> {
  try {
    const readStatus = async () => {
      const wallet = await findWallet(run.config, owner, run.chainId)
      return wallet.request({ method: 'wallet_getCallsStatus', params: [id] }, { retryCount: 0 })
    }
    const { status, receipts = [] } = await withTimeLimit(readStatus(), run.timing.walletReadMs)
    const hash = receipts.at(-1)?.transactionHash ?? null
    if (status >= 400 && status < 500) return { end: 'dropped', hash }
    if (status >= 500) return { end: 'reverted', hash }
    if (status < 200) return { end: null, hash }
    const haveSucceeded = receipts.every((receipt) => BigInt(receipt.status) === 1n)
    return { end: haveSucceeded ? 'done' : 'reverted', hash }
  } catch {
    return null
  }
}

function endRevertedBatch(place: Place, hash: Hex | null): RunEnded {
  const details = { reason: 'the wallet reports that the batch reverted' }
  return new RunEnded(failedState(place, 'transaction-reverted', details, hash))
}

async function endReverted(run: RunContext, place: Place, receipt: TransactionReceipt): Promise<RunEnded> {
  const { reason, issue } = await replayRevert(run, receipt)
  const details: Issue['details'] = issue ? { reason, cause: issue.code } : { reason }
  return new RunEnded(failedState(place, 'transaction-reverted', details, receipt.transactionHash))
}

/**
 * Receipts carry no reason: the same call is run again on the state of its block. That is the state
 * after the block's other transactions, but at the block's own time; it may therefore find no error.
 */
async function replayRevert(
  run: RunContext,
  { transactionHash, blockNumber }: TransactionReceipt,
): Promise<Revert> {
  const unknown: Revert = { reason: 'reverted without a reason', issue: null }
  try {
    const { from, to, input, value, gas } = await getTransaction(run.client, { hash: transactionHash })
    const call = {
      from,
      to,
      data: input,
      value: `0x${value.toString(16)}`,
      gas: `0x${gas.toString(16)}`,
    } as const
    const request = run.client.request({
      method: 'eth_call',
      params: [call, `0x${blockNumber.toString(16)}`],
    })
    await withTimeLimit(request, run.timing.walletReadMs)
    return unknown
  } catch (error) {
    const data = revertDataOf(error)
    if (data && data !== '0x') return decodeRevert(data, run.errors)
    return { ...unknown, reason: reasonOf(error) }
  }
}
