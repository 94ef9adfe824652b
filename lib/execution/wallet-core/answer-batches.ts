import { numberToHex, type TransactionReceipt } from 'viem'
import type { Address } from '../../domain/asset'
import type { Hex } from '../../domain/call'
import { type RequestedCall, readBatch, type Sender } from './read-request'
import { WalletError } from './wallet-error'

/** How a wallet carries out a batch that happens wholly or not at all. */
export type Batches = {
  readonly chainId: number
  /** `ready`: it can once the person lets their account become a contract. */
  readonly atomic: 'supported' | 'ready'
  /** Sends all calls in one transaction, and answers its hash, which is also the batch's id. */
  readonly send: (account: Address, calls: readonly RequestedCall[]) => Promise<Hex>
  readonly findReceipt: (hash: Hex) => Promise<BatchReceipt | null>
}

export type BatchReceipt = Pick<
  TransactionReceipt,
  'status' | 'blockHash' | 'blockNumber' | 'gasUsed' | 'transactionHash'
>

type Handler = (params: readonly unknown[]) => Promise<unknown>

/** Answers EIP-5792's methods. `requireSender` throws where the account or the chain is not the wallet's. */
export function answerBatches(
  { chainId, atomic, send, findReceipt }: Batches,
  requireSender: (sender: Sender) => Address,
): Readonly<Record<string, Handler>> {
  const sent = new Map<unknown, Hex>()

  async function sendCalls(value: unknown) {
    const { calls, ...sender } = readBatch(value)
    const id = await send(requireSender(sender), calls)
    sent.set(id, id)
    return { id }
  }

  async function readStatus(id: unknown) {
    const hash = sent.get(id)
    if (!hash) throw new WalletError('unknown-batch', 'This wallet sent no such batch.')
    const answer = { version: '2.0.0', id, chainId: numberToHex(chainId), atomic: true }
    const receipt = await findReceipt(hash)
    if (!receipt) return { ...answer, status: 100 }
    const isDone = receipt.status === 'success'
    return { ...answer, status: isDone ? 200 : 500, receipts: [convertReceipt(receipt)] }
  }

  return {
    wallet_getCapabilities: async () => ({ [numberToHex(chainId)]: { atomic: { status: atomic } } }),
    wallet_sendCalls: ([batch]) => sendCalls(batch),
    wallet_getCallsStatus: ([id]) => readStatus(id),
  }
}

function convertReceipt({ status, blockHash, blockNumber, gasUsed, transactionHash }: BatchReceipt) {
  return {
    status: status === 'success' ? '0x1' : '0x0',
    blockHash,
    blockNumber: numberToHex(blockNumber),
    gasUsed: numberToHex(gasUsed),
    transactionHash,
    logs: [],
  }
}
