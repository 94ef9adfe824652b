import { hexToBigInt } from 'viem'
import type { Address } from '../domain/asset'
import type { InnerCall } from '../domain/batch'
import type { Call } from '../domain/call'
import type { TransactionPlan } from '../plan/plan'
import { decodeTransaction } from '../safe/decode'
import { type CallReading, readCall } from '../safe/read-call'
import type { Send } from './executor'
import { listCalls, makeWalletRequest } from './wallet-request'

export type { CallReading }

/** A call with what its own bytes say. */
export type SignedCall = InnerCall & { readonly reading: CallReading }

/** A transaction that a wallet is asked for, and what it does as its bytes say by themselves. */
export type SignedTransaction = { readonly call: Call } & (
  | { readonly kind: 'create'; readonly safe: Address }
  | { readonly kind: 'execute'; readonly safe: Address; readonly calls: readonly SignedCall[] }
  | { readonly kind: 'plain'; readonly reading: CallReading }
  /** It acts in a Safe in a way that is none of ours: nothing that is confirmed here does. */
  | { readonly kind: 'refused' }
)

/** What is signed: the very requests that the wallet is to be handed, each read back from its bytes. */
export function readSigned(
  plan: Pick<TransactionPlan, 'owner' | 'chainId'>,
  sends: readonly Send[],
): readonly (readonly SignedTransaction[])[] {
  return sends.map((send) =>
    listCalls(makeWalletRequest(plan, send)).map(({ to, data, value }) =>
      readTransaction(plan.owner, { to, data, value: hexToBigInt(value) }),
    ),
  )
}

function readTransaction(owner: Address, call: Call): SignedTransaction {
  const decoded = decodeTransaction(owner, call)
  switch (decoded.kind) {
    case 'create':
      return { kind: 'create', call, safe: decoded.address }
    case 'execute':
      return { kind: 'execute', call, safe: decoded.safe, calls: decoded.calls.map(read) }
    case 'plain':
      return { kind: 'plain', call, reading: readCall({ ...call, operation: 'call' }) }
    case 'refused':
      return { kind: 'refused', call }
  }
}

function read(call: InnerCall): SignedCall {
  return { ...call, reading: readCall(call) }
}
