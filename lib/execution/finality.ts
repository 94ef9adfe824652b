import type { Client, TransactionReceipt } from 'viem'
import { getBlock } from 'viem/actions'
import type { Hex } from '../domain/call'
import { findReceipt } from './watch-transaction'

/** Where the chain names no block as final, so many on top count as it. */
const FINAL_DEPTH = 64n

/** Looks at a node, one after the other, that do not know the receipt: one alone may be another node behind the same URL. */
const MISSES_BEFORE_GONE = 2

/** Where a transaction that was seen in a block is now. */
export type Inclusion = {
  /** null while no block has it any more. */
  readonly receipt: Pick<TransactionReceipt, 'blockNumber' | 'status'> | null
  readonly isFinal: boolean
  /** How often in a row the node had the block's height and not the transaction. */
  readonly misses: number
}

/**
 * Looks where a transaction is that was seen in block `seenIn`. Three small requests. A node that is not there
 * yet, or misses it for the first time, changes nothing. Throws what the client throws.
 */
export async function lookAtInclusion(
  client: Client,
  hash: Hex,
  seenIn: bigint,
  known: Inclusion | undefined,
): Promise<Inclusion> {
  const before: Inclusion = known ?? {
    receipt: { blockNumber: seenIn, status: 'success' },
    isFinal: false,
    misses: 0,
  }
  const [receipt, latest, finalized] = await Promise.all([
    findReceipt(client, hash),
    getBlock(client, { blockTag: 'latest' }),
    getBlock(client, { blockTag: 'finalized' }).catch(() => null),
  ])
  if (receipt) {
    const { blockNumber, status } = receipt
    const isNamedFinal = finalized?.number != null && finalized.number >= blockNumber
    const isFinal = isNamedFinal || latest.number >= blockNumber + FINAL_DEPTH
    return { receipt: { blockNumber, status }, isFinal, misses: 0 }
  }
  if (latest.number < (before.receipt?.blockNumber ?? seenIn)) return before
  const misses = before.misses + 1
  return { receipt: misses < MISSES_BEFORE_GONE ? before.receipt : null, isFinal: false, misses }
}
