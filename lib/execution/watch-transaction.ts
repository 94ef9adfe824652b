import { type Client, type Transaction, type TransactionReceipt, TransactionReceiptNotFoundError } from 'viem'
import { getBlock, getTransaction, getTransactionCount, getTransactionReceipt } from 'viem/actions'
import type { Address } from '../domain/asset'
import type { Hex } from '../domain/call'
import { createNonceSearch, type FindByNonce } from './find-by-nonce'
import { createSentSearch, type FindSent, isSameCall } from './find-sent'
import type { Asking } from './run-record'
import type { RunTiming } from './run-timing'
import { pause, withTimeLimit } from './time-limit'

export type Watch = {
  readonly timing: RunTiming
  /** Who was asked for what, from which block on; null where nobody kept it. */
  readonly origin?: { readonly owner: Address; readonly asking: Asking } | null
  /** The nonce of the transaction, where it was seen before. */
  readonly nonce?: number | null
  readonly isTaken?: (hash: Hex) => boolean
  /** The node has shown the transaction for the first time: from now on what takes its nonce is known to replace it. */
  readonly onSeen?: (nonce: number) => void
  /** The same calls were sent again under another hash, usually with a higher fee: that one is watched from now on. */
  readonly onRepriced?: (hash: Hex, nonce: number) => void
  /** Called once, when the outcome could not be seen in the usual time. Watching goes on. */
  readonly onOverdue?: () => void
}

export type WatchOutcome =
  | { readonly kind: 'included'; readonly receipt: TransactionReceipt }
  /** Another transaction was seen in the chain with its nonce. */
  | { readonly kind: 'replaced'; readonly by: Hex }
  | { readonly kind: 'unknown' }

/**
 * Looks at a transaction until it is included or another was seen in its place. A node that does not answer
 * is asked again, so an outage ends in the true outcome once it is over. Never throws.
 */
export async function watchTransaction(client: Client, hash: Hex, watch: Watch): Promise<WatchOutcome> {
  const { timing } = watch
  const clock = createWatchClock(watch)
  const target = createTarget(client, hash, watch)

  while (!clock.isOver()) {
    try {
      const outcome = await withTimeLimit(look(client, target, watch), timing.silenceMs)
      clock.noteAnswer()
      if (outcome) return outcome
    } catch {
      // The node did not answer: the clock knows for how long.
    }
    clock.check()
    await pause(timing.pollMs)
  }
  return { kind: 'unknown' }
}

/** Tells a watcher once that it waits unusually long, and when to stop. */
export function createWatchClock({ timing, onOverdue }: Pick<Watch, 'timing' | 'onOverdue'>) {
  const startedAt = Date.now()
  let answeredAt = startedAt
  let isOverdue = false
  return {
    noteAnswer: () => {
      answeredAt = Date.now()
    },
    check: () => {
      const now = Date.now()
      const isLate = now - startedAt > timing.inclusionMs || now - answeredAt > timing.silenceMs
      if (!isLate || isOverdue) return
      isOverdue = true
      onOverdue?.()
    },
    isOver: () => Date.now() - startedAt > timing.watchMs,
  }
}

type Target = {
  hash: Hex
  /** As the node showed it; a hash that it never knew stays null. */
  transaction: Pick<Transaction, 'from' | 'nonce'> | null
  isIt: (other: Transaction) => boolean
  findByNonce: FindByNonce | null
  readonly findSent: FindSent | null
}

function createTarget(client: Client, hash: Hex, { origin, nonce, isTaken }: Watch): Target {
  const [call] = origin?.asking.calls.length === 1 ? origin.asking.calls : []
  return {
    hash,
    transaction: origin && typeof nonce === 'number' ? { from: origin.owner, nonce } : null,
    isIt: (other) => !!call && isSameCall(other, call),
    findByNonce: origin ? createNonceSearch(client, origin.owner, BigInt(origin.asking.fromBlock)) : null,
    findSent: origin ? createSentSearch(client, origin.owner, origin.asking, isTaken ?? (() => false)) : null,
  }
}

async function look(client: Client, target: Target, watch: Watch): Promise<WatchOutcome | null> {
  const receipt = await findReceipt(client, target.hash)
  if (receipt) return { kind: 'included', receipt }

  const { number: latest } = await getBlock(client, { blockTag: 'latest' })
  if (!target.transaction) await showTransaction(client, target, watch, latest)
  const { transaction } = target
  if (!transaction) {
    // The node never knew this hash: what the wallet sent instead is known by its calls alone.
    const found = await target.findSent?.()
    if (found && found.hash !== target.hash) follow(target, found, watch)
    return null
  }

  if ((await getTransactionCount(client, { address: transaction.from })) <= transaction.nonce) return null
  const replacement = await target.findByNonce?.(transaction.nonce, latest)
  if (!replacement || replacement.hash === target.hash) return null
  if (!target.isIt(replacement)) return { kind: 'replaced', by: replacement.hash }
  follow(target, replacement, watch)
  return null
}

async function showTransaction(client: Client, target: Target, watch: Watch, latest: bigint): Promise<void> {
  const seen = await getTransaction(client, { hash: target.hash }).catch(() => null)
  if (!seen) return
  target.transaction = seen
  const { from, to, nonce, input: data, value } = seen
  if (to) target.isIt = (other) => isSameCall(other, { to, data, value: value.toString() })
  // Whoever sent it: a batch may have been sent by somebody else than its owner.
  target.findByNonce = createNonceSearch(client, from, BigInt(watch.origin?.asking.fromBlock ?? latest))
  watch.onSeen?.(nonce)
}

function follow(target: Target, { hash, from, nonce }: Transaction, { onRepriced }: Watch): void {
  Object.assign(target, { hash, transaction: { from, nonce } })
  onRepriced?.(hash, nonce)
}

/** The receipt of a transaction; null where the node knows none. */
export async function findReceipt(client: Client, hash: Hex): Promise<TransactionReceipt | null> {
  try {
    return await getTransactionReceipt(client, { hash })
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return null
    throw error
  }
}
