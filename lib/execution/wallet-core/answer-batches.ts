import { numberToHex, type TransactionReceipt } from 'viem'
import type { Address } from '../../domain/asset'
import type { Hex } from '../../domain/call'
import { type RequestedCall, readBatch, type Sender } from './read-request'
import { WalletError } from './wallet-error'

/** How a wallet carries out a batch that happens wholly or not at all. */
export type Batches = {
  /** Where it does so. */
  readonly chainIds: () => readonly number[]
  /** `ready`: it can once the person lets their account become a contract. */
  readonly atomic: 'supported' | 'ready'
  /** Sends all calls in one transaction on the wallet's chain, and answers its hash, which is also the batch's id. */
  readonly send: (account: Address, calls: readonly RequestedCall[]) => Promise<Hex>
  readonly findReceipt: (hash: Hex, chainId: number) => Promise<BatchReceipt | null>
}

export type BatchReceipt = Pick<
  TransactionReceipt,
  'status' | 'blockHash' | 'blockNumber' | 'gasUsed' | 'transactionHash'
>

type Handler = (params: readonly unknown[]) => Promise<unknown>

/** Answers EIP-5792's methods. `requireSender` throws where the account or the chain is not the wallet's. */
export function answerBatches(
  { chainIds, atomic, send, findReceipt }: Batches,
  chainId: () => number,
  requireSender: (sender: Sender) => Address,
): Readonly<Record<string, Handler>> {
  const sent = new Map<unknown, { readonly hash: Hex; readonly chainId: number }>()

  async function sendCalls(value: unknown) {
    const { calls, ...sender } = readBatch(value)
    const account = requireSender(sender)
    const place = chainId()
    const id = await send(account, calls)
    sent.set(id, { hash: id, chainId: place })
    return { id }
  }

  async function readStatus(id: unknown) {
    const batch = sent.get(id)
    if (!batch) throw new WalletError('unknown-batch', 'This wallet sent no such batch.')
    const answer = { version: '2.0.0', id, chainId: numberToHex(batch.chainId), atomic: true }
    const receipt = await findReceipt(batch.hash, batch.chainId)
    if (!receipt) return { ...answer, status: 100 }
    const isDone = receipt.status === 'success'
    return { ...answer, status: isDone ? 200 : 500, receipts: [convertReceipt(receipt)] }
  }

  return {
    wallet_getCapabilities: async () =>
      Object.fromEntries(chainIds().map((id) => [numberToHex(id), { atomic: { status: atomic } }])),
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
