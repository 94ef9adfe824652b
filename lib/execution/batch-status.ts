import type { Address } from '../domain/asset'
import type { Hex } from '../protocols/protocol'
import type { RunContext } from './run-context'
import { isTransactionHash } from './run-record'
import { withTimeLimit } from './time-limit'
import { findWallet } from './wallet'

/** How far a wallet says that a batch is. `end` is null while it is under way, or where the answer does not tell. */
export type BatchStatus = {
  readonly end: 'done' | 'dropped' | 'reverted' | 'partly' | null
  readonly hash: Hex | null
}

/**
 * EIP-5792 statuses: 1xx pending, 2xx done, 4xx never sent, 5xx reverted wholly, 6xx partly. An answer that
 * names a transaction and is none of these counts as done: the chain is asked by that hash. Null where the
 * wallet gave no answer.
 */
export async function readBatchStatus(
  run: RunContext,
  owner: Address,
  id: string,
): Promise<BatchStatus | null> {
  try {
    const readStatus = async (): Promise<unknown> => {
      const wallet = await findWallet(run.config, owner, run.chainId)
      return wallet.request({ method: 'wallet_getCallsStatus', params: [id] }, { retryCount: 0 })
    }
    const answer = asRecord(await withTimeLimit(readStatus(), run.timing.walletReadMs))
    const receipts = (Array.isArray(answer.receipts) ? answer.receipts : []).map(asRecord)
    const hash = receipts.map(({ transactionHash }) => transactionHash).findLast(isTransactionHash) ?? null
    return { end: findEnd(answer.status, receipts, hash), hash }
  } catch {
    return null
  }
}

function findEnd(
  status: unknown,
  receipts: readonly Record<string, unknown>[],
  hash: Hex | null,
): BatchStatus['end'] {
  if (typeof status !== 'number') return hash ? 'done' : null
  if (status < 200) return null
  if (status >= 600) return 'partly'
  if (status >= 500) return 'reverted'
  if (status >= 400) return 'dropped'
  return receipts.some(isFailed) ? 'reverted' : 'done'
}

/** Only what says so: a status that is missing, or a word, is for the chain to answer. */
function isFailed({ status }: Record<string, unknown>): boolean {
  return status === '0x0' || status === 0 || status === 0n
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
