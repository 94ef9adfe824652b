import type { Client, Transaction } from 'viem'
import { getBlock, getTransactionCount } from 'viem/actions'
import { type Address, isSameAddress } from '../domain/asset'
import type { Hex } from '../domain/call'
import { createNonceSearch } from './find-by-nonce'
import type { AskedCall, Asking } from './run-record'

/** An account's later transactions are looked through at one look up to this many. */
const NONCES_PER_LOOK = 20
/** Blocks that one look reads for a batch, whose sender may be anybody. */
const BLOCKS_PER_LOOK = 20n
/** Selector and spender of `approve(address,uint256)`: a wallet may let the person change the amount after them. */
const APPROVAL = /^0x095ea7b3[0-9a-f]{64}/i

/** Answers a transaction that carries what the wallet was asked for; null while the chain has shown none. */
export type FindSent = () => Promise<Transaction | null>

/**
 * Asks the chain, and nobody else, whether what a wallet was asked for was sent: by the account's nonce from
 * the block of asking on, compared call by call; for a batch by the calls themselves, whoever carries them.
 * Each look goes on where the last one ended. `isTaken` leaves out what belongs to another run.
 */
export function createSentSearch(
  client: Client,
  owner: Address,
  asking: Asking,
  isTaken: (hash: Hex) => boolean,
): FindSent {
  const isIt = (transaction: Transaction) =>
    carries(transaction, asking.calls, owner) && !isTaken(transaction.hash)
  const isBatch = asking.calls.length > 1
  const findByNonce = createNonceSearch(client, owner, BigInt(asking.fromBlock))
  let nonce = asking.nonce
  let unread = BigInt(asking.fromBlock)

  async function findOwn(latest: bigint): Promise<Transaction | null> {
    const mined = await getTransactionCount(client, { address: owner })
    const end = Math.min(mined, nonce + NONCES_PER_LOOK)
    for (; nonce < end; nonce++) {
      const transaction = await findByNonce(nonce, latest)
      if (transaction && isIt(transaction)) return transaction
      // The block may be one that this node does not have yet: looked for again, unless later ones are known.
      if (!transaction && nonce === mined - 1) return null
    }
    return null
  }

  async function findCarried(latest: bigint): Promise<Transaction | null> {
    const last = unread + BLOCKS_PER_LOOK < latest ? unread + BLOCKS_PER_LOOK : latest
    for (; unread <= last; unread++) {
      const { transactions } = await getBlock(client, { blockNumber: unread, includeTransactions: true })
      const found = transactions.find(isIt)
      if (found) return found
    }
    return null
  }

  async function hasWaiting(): Promise<boolean> {
    const [mined, all] = await Promise.all([
      getTransactionCount(client, { address: owner }),
      getTransactionCount(client, { address: owner, blockTag: 'pending' }),
    ])
    return all > mined
  }

  async function findWaiting(): Promise<Transaction | null> {
    try {
      // A block of what waits is large: asked for only where something may be in it.
      if (!isBatch && !(await hasWaiting())) return null
      const { transactions } = await getBlock(client, { blockTag: 'pending', includeTransactions: true })
      return transactions.find((one) => isIt(one) && (isBatch || one.nonce >= asking.nonce)) ?? null
    } catch {
      // Not every node shows what waits.
      return null
    }
  }

  return async () => {
    const { number: latest } = await getBlock(client, { blockTag: 'latest' })
    const mined = isBatch ? await findCarried(latest) : await findOwn(latest)
    return mined ?? findWaiting()
  }
}

function carries(transaction: Transaction, calls: readonly AskedCall[], owner: Address): boolean {
  const [first] = calls
  if (calls.length === 1 && first)
    return isSameAddress(transaction.from, owner) && isSameCall(transaction, first)
  const input = transaction.input.toLowerCase()
  return calls.every(({ data }) => data.length > 2 && input.includes(data.slice(2).toLowerCase()))
}

/** Whether a transaction makes this call: wallets may add bytes behind the data, and edit an approval's amount. */
export function isSameCall(
  transaction: Pick<Transaction, 'to' | 'input' | 'value'>,
  { to, data, value }: AskedCall,
): boolean {
  if (!transaction.to || !isSameAddress(transaction.to, to)) return false
  if (transaction.value !== BigInt(value)) return false
  const input = transaction.input.toLowerCase()
  const asked = data.toLowerCase()
  const approval = APPROVAL.exec(asked)?.[0]
  if (approval) return input.startsWith(approval)
  // Without data it is a transfer of coin, which other bytes would make something else.
  return asked === '0x' ? input === asked : input.startsWith(asked)
}
