import { type Client, type Transaction, type TransactionReceipt, TransactionReceiptNotFoundError } from 'viem'
import { getBlock, getTransaction, getTransactionCount, getTransactionReceipt } from 'viem/actions'
import { isSameAddress } from '../domain/asset'
import type { Hex } from '../protocols/protocol'
import type { RunTiming } from './run-timing'
import { pause, withTimeLimit } from './time-limit'

export type Watch = {
  readonly timing: RunTiming
  /** The same calls were sent again under another hash, usually with a higher fee: that one is watched from now on. */
  readonly onRepriced?: (hash: Hex) => void
  /** Called once, when the outcome could not be seen in the usual time. Watching goes on. */
  readonly onOverdue?: () => void
}

export type WatchOutcome =
  | { readonly kind: 'included'; readonly receipt: TransactionReceipt }
  /** Another transaction used the nonce; `by` is its hash where it was found. */
  | { readonly kind: 'replaced'; readonly by: Hex | null }
  | { readonly kind: 'unknown' }

/** A transaction whose nonce is used but whose receipt is missing is looked for this often: nodes behind one URL may lag. */
const LOOKS_BEFORE_REPLACED = 4
/** Blocks that are searched at one look for the transaction that took the nonce. */
const BLOCKS_PER_LOOK = 20n

/**
 * Looks at a transaction until it is included or another took its place. A node that does not answer
 * is asked again, so an outage ends in the true outcome once it is over. Never throws.
 */
export async function watchTransaction(client: Client, hash: Hex, watch: Watch): Promise<WatchOutcome> {
  const { timing } = watch
  const clock = createWatchClock(watch)
  const target = {
    hash,
    transaction: null as Transaction | null,
    fromBlock: null as bigint | null,
    missed: 0,
  }

  while (!clock.isOver()) {
    try {
      const outcome = await withTimeLimit(look(client, target), timing.silenceMs)
      clock.noteAnswer()
      if (outcome === 'repriced') watch.onRepriced?.(target.hash)
      else if (outcome) return outcome
    } catch {
      // The node did not answer: the clock knows for how long.
    }
    clock.check()
    await pause(timing.pollMs)
  }
  return { kind: 'unknown' }
}

/** Tells a watcher once that it waits unusually long, and when to stop. */
export function createWatchClock({ timing, onOverdue }: Watch) {
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

type Target = { hash: Hex; transaction: Transaction | null; fromBlock: bigint | null; missed: number }

async function look(client: Client, target: Target): Promise<WatchOutcome | 'repriced' | null> {
  const receipt = await findReceipt(client, target.hash)
  if (receipt) return { kind: 'included', receipt }

  const { number: latest } = await getBlock(client, { blockTag: 'latest' })
  target.fromBlock ??= latest
  target.transaction ??= await getTransaction(client, { hash: target.hash }).catch(() => null)
  if (!target.transaction) return null

  const { from, nonce } = target.transaction
  if ((await getTransactionCount(client, { address: from })) <= nonce) return null

  const replacement = await findReplacement(client, target, latest)
  if (replacement?.hash === target.hash) return null
  if (replacement && isSameCall(replacement, target.transaction)) {
    Object.assign(target, { hash: replacement.hash, transaction: replacement, missed: 0 })
    return 'repriced'
  }
  if (replacement) return { kind: 'replaced', by: replacement.hash }
  target.missed += 1
  return target.missed < LOOKS_BEFORE_REPLACED ? null : { kind: 'replaced', by: null }
}

async function findReceipt(client: Client, hash: Hex): Promise<TransactionReceipt | null> {
  try {
    return await getTransactionReceipt(client, { hash })
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return null
    throw error
  }
}

async function findReplacement(client: Client, target: Target, latest: bigint): Promise<Transaction | null> {
  const { transaction, fromBlock } = target
  if (!transaction || fromBlock === null) return null
  // A few blocks before the first look too: the replacement may have been included by then.
  const earliest = [fromBlock - 3n, latest - BLOCKS_PER_LOOK, 0n].reduce((a, b) => (a > b ? a : b))
  for (let blockNumber = latest; blockNumber >= earliest; blockNumber--) {
    const { transactions } = await getBlock(client, { blockNumber, includeTransactions: true })
    const found = transactions.find(
      (candidate) => isSameAddress(candidate.from, transaction.from) && candidate.nonce === transaction.nonce,
    )
    if (found) return found
  }
  return null
}

function isSameCall(a: Transaction, b: Transaction): boolean {
  const isSameTarget = a.to === b.to || (a.to !== null && b.to !== null && isSameAddress(a.to, b.to))
  return isSameTarget && a.input === b.input && a.value === b.value
}
