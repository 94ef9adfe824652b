import type { Client, Transaction } from 'viem'
import { getBlock, getTransactionCount } from 'viem/actions'
import { type Address, isSameAddress } from '../domain/asset'

/** Blocks that one look reads where the node does not know how many transactions an account had at an older block. */
const BLOCKS_PER_LOOK = 40n
/** Nodes behind one URL may lag: the block of asking may have been older than the newest one that exists. */
const BLOCKS_BEFORE = 3n

/** Answers the transaction with which the account used a nonce by `latest`; null where it was not found (yet). */
export type FindByNonce = (nonce: number, latest: bigint) => Promise<Transaction | null>

/**
 * Looks for an account's transactions from a block on, however many blocks ago that is. A nonce's block is
 * found by halving, with one small question each; a node that keeps no old state is read block by block,
 * a few at each look.
 */
export function createNonceSearch(client: Client, address: Address, fromBlock: bigint): FindByNonce {
  const earliest = fromBlock > BLOCKS_BEFORE ? fromBlock - BLOCKS_BEFORE : 0n
  const seen = new Map<number, Transaction>()
  let unread = earliest

  async function readBlock(blockNumber: bigint): Promise<void> {
    const { transactions } = await getBlock(client, { blockNumber, includeTransactions: true })
    for (const transaction of transactions) {
      if (isSameAddress(transaction.from, address)) seen.set(transaction.nonce, transaction)
    }
  }

  async function findBlock(nonce: number, latest: bigint): Promise<bigint> {
    let [low, high] = [earliest, latest]
    while (low < high) {
      const middle = (low + high) / 2n
      const count = await getTransactionCount(client, { address, blockNumber: middle })
      if (count > nonce) high = middle
      else low = middle + 1n
    }
    return low
  }

  async function readOn(latest: bigint): Promise<void> {
    const last = unread + BLOCKS_PER_LOOK < latest ? unread + BLOCKS_PER_LOOK : latest
    for (; unread <= last; unread++) await readBlock(unread)
  }

  return async (nonce, latest) => {
    const known = seen.get(nonce)
    if (known) return known
    const block = await findBlock(nonce, latest).catch(() => null)
    if (block === null) await readOn(latest)
    else await readBlock(block)
    return seen.get(nonce) ?? null
  }
}
