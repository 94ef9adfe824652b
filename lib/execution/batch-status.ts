import * as v from 'valibot'
import type { Address } from '../domain/asset'
import type { Hex } from '../domain/call'
import { hash as transactionHash } from './border'
import type { RunContext } from './run-context'
import { withTimeLimit } from './time-limit'
import { findWallet } from './wallet'

/** How far a wallet says that a batch is. `end` is null while it is under way, or where the answer does not tell. */
export type BatchStatus = {
  readonly end: 'done' | 'dropped' | 'reverted' | 'partly' | null
  readonly hash: Hex | null
}

/** What is not as it should be counts as missing: of the rest the chain can be asked. */
const receipt = v.fallback(
  v.object({ transactionHash: v.fallback(v.nullable(transactionHash), null), status: v.unknown() }),
  { transactionHash: null, status: null },
)
const answer = v.fallback(
  v.object({
    status: v.fallback(v.nullable(v.number()), null),
    receipts: v.fallback(v.array(receipt), []),
  }),
  { status: null, receipts: [] },
)
type Receipt = v.InferOutput<typeof receipt>

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
    const { status, receipts } = v.parse(answer, await withTimeLimit(readStatus(), run.timing.walletReadMs))
    const hash = receipts.map(({ transactionHash }) => transactionHash).findLast(Boolean) ?? null
    return { end: findEnd(status, receipts, hash), hash }
  } catch {
    return null
  }
}

function findEnd(status: number | null, receipts: readonly Receipt[], hash: Hex | null): BatchStatus['end'] {
  if (status === null) return hash ? 'done' : null
  if (status < 200) return null
  if (status >= 600) return 'partly'
  if (status >= 500) return 'reverted'
  if (status >= 400) return 'dropped'
  return receipts.some(isFailed) ? 'reverted' : 'done'
}

/** Only what says so: a status that is missing, or a word, is for the chain to answer. */
function isFailed({ status }: Receipt): boolean {
  return status === '0x0' || status === 0 || status === 0n
}
