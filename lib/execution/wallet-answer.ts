import * as v from 'valibot'
import { errorCodesOf, isRefusal } from './request-error'
import { type Handed, isTransactionHash } from './run-record'

/**
 * What an answer of a wallet to a request to send proves. `refused` and `not-sent` are the only ones that
 * prove that nothing was sent; a hash or an id is something to ask about, not yet an outcome.
 */
export type WalletAnswer =
  | { readonly kind: 'sent'; readonly sent: Handed }
  | { readonly kind: 'refused' }
  | { readonly kind: 'not-sent'; readonly code: number }
  | { readonly kind: 'unclear' }

/**
 * Codes that by their specification come before anything is sent: not authorised, method absent, disconnected
 * from all chains or from this one (EIP-1193), chain unknown (EIP-3085), request, method or parameters not
 * understood (JSON-RPC, EIP-1474).
 */
const NOT_SENT_CODES: readonly number[] = [4100, 4200, 4900, 4901, 4902, -32600, -32601, -32602, -32004]

/** Of batches, besides: capability, chain, size, upgrade declined, atomicity (EIP-5792). */
const BATCH_NOT_SENT_CODES: readonly number[] = [...NOT_SENT_CODES, 5700, 5710, 5740, 5750, 5760]

/** "Internal error": some wallets wrap what they really mean in it. Alone it proves nothing. */
const WRAPPER_CODE = -32603

/** What the answer to `eth_sendTransaction` proves. */
export function readTransactionAnswer(answer: unknown): WalletAnswer {
  return isTransactionHash(answer)
    ? { kind: 'sent', sent: { kind: 'transaction', hash: answer } }
    : { kind: 'unclear' }
}

const batchId = v.pipe(v.string(), v.nonEmpty())
const batchAnswer = v.union([batchId, v.object({ id: batchId })])

/** What the answer to `wallet_sendCalls` proves. Older wallets answer with the id alone. */
export function readBatchAnswer(answer: unknown): WalletAnswer {
  const { success, output } = v.safeParse(batchAnswer, answer)
  if (!success) return { kind: 'unclear' }
  return { kind: 'sent', sent: { kind: 'batch', id: typeof output === 'string' ? output : output.id } }
}

/** What an error that came instead of an answer proves, for a transaction or for a batch. */
export function readWalletError(error: unknown, asked: 'transaction' | 'batch'): WalletAnswer {
  if (isRefusal(error)) return { kind: 'refused' }
  const notSent = asked === 'batch' ? BATCH_NOT_SENT_CODES : NOT_SENT_CODES
  const codes = errorCodesOf(error).filter((code) => code !== WRAPPER_CODE)
  const [code] = codes
  // One code among them that may come after sending, and the others prove nothing.
  return code !== undefined && codes.every((each) => notSent.includes(each))
    ? { kind: 'not-sent', code }
    : { kind: 'unclear' }
}

/** What the wallet said, for a sentence: as text where it was no text. */
export function describeAnswer(answer: unknown): string {
  return typeof answer === 'string' ? answer : (JSON.stringify(answer) ?? 'nothing')
}
