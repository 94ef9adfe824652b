import { decodeFunctionData, getAddress, slice, zeroAddress } from 'viem'
import { type Address, isSameAddress } from '../domain/asset'
import type { Execution, InnerCall } from '../domain/batch'
import type { Call, Hex } from '../domain/call'
import { factoryAbi, multiSendAbi, safeAbi } from './abi'
import { safeContracts } from './contracts'
import { encodeCreation, encodeExecution } from './encode'
import { decodeSweep, decodeUnwrapping } from './inner-call'
import { decodePackedCalls } from './packed'
import { computeSaltNonce, listCandidates, type SafeCandidate } from './predict'

/** What a transaction that goes to the wallet does to an account's Safes. */
export type Decoded =
  | ({ readonly kind: 'create'; readonly owner: Address } & SafeCandidate)
  | ({ readonly kind: 'execute' } & Execution)
  /** Nothing to any Safe: what its bytes mean is for others to say. */
  | { readonly kind: 'plain'; readonly call: Call }
  | { readonly kind: 'refused'; readonly why: Refusal }

export type Refusal =
  /** A function of a Safe, or of Safe's contracts, that we never call. */
  | 'other-function'
  /** A Safe that is none of the account's own of ours. */
  | 'other-safe'
  /** A Safe of another owner, singleton, setup or nonce would come of it. */
  | 'other-creation'
  /** Not a batch through the contracts for it. */
  | 'other-operation'
  /** Gas would be paid to somebody, or a call that fails would not end the rest. */
  | 'refund'
  /** Not the sender's own word. */
  | 'other-signature'
  /** The batch's bytes are no list of calls. */
  | 'no-batch'
  /** A delegated call that neither sweeps nor unwraps. */
  | 'other-delegation'
  /** The same in other bytes than ours: something is in them that nobody reads, or in another order. */
  | 'other-encoding'

/**
 * Reads a transaction of `owner`'s from its bytes. Strict: what comes back, encoded, is these very bytes, so that no byte is
 * left that nothing shown answers for.
 */
export function decodeTransaction(owner: Address, { to, value, data: bytes }: Call): Decoded {
  const call: Call = { to: getAddress(to), value, data: lower(bytes) }
  if (isSameAddress(to, safeContracts.factory)) return decodeCreation(owner, call)
  if (Object.values(safeContracts).some((address) => isSameAddress(to, address)))
    return refuse('other-function')
  const isOwn = listCandidates(owner).some(({ address }) => isSameAddress(to, address))
  if (isOwn) return decodeExecution(owner, call)
  return isExecution(call) ? refuse('other-safe') : { kind: 'plain', call }
}

/** `Safe.execTransaction`. */
const EXECUTION = '0x6a761202'

function decodeCreation(owner: Address, call: Call): Decoded {
  const args = attempt(() => decodeFunctionData({ abi: factoryAbi, data: call.data }).args)
  if (!args) return refuse('other-function')
  const index = Number(args[2] - computeSaltNonce(0))
  const candidate = listCandidates(owner)[index]
  if (!candidate) return refuse('other-creation')
  return isSame(call, encodeCreation(owner, index))
    ? { kind: 'create', owner, ...candidate }
    : refuse('other-creation')
}

function decodeExecution(owner: Address, call: Call): Decoded {
  const args = decodeExecutionArgs(call)
  if (!args) return refuse('other-function')
  const [carrier, valueOfBatch, batch, operation, ...rest] = args
  const [safeTxGas, baseGas, gasPrice, gasToken, refundReceiver] = rest
  const carriers = [safeContracts.multiSend, safeContracts.multiSendCallOnly]
  const isCarried = carriers.some((address) => isSameAddress(address, carrier))
  if (operation !== 1 || valueOfBatch !== 0n || !isCarried) return refuse('other-operation')
  const receivers = [gasToken, refundReceiver]
  const isRefunding = safeTxGas + baseGas + gasPrice > 0n || receivers.some((one) => one !== zeroAddress)
  if (isRefunding) return refuse('refund')
  const packed = attempt(() => decodeFunctionData({ abi: multiSendAbi, data: batch }).args[0])
  const calls = packed && decodePackedCalls(packed)
  if (!calls) return refuse('no-batch')
  if (calls.some(isForeign)) return refuse('other-delegation')
  const execution: Execution = { safe: call.to, owner: getAddress(owner), value: call.value, calls }
  const again = encodeExecution(execution)
  const signed = decodeExecutionArgs(again)?.[9]
  if (args[9] !== signed) return refuse('other-signature')
  return isSame(call, again) ? { kind: 'execute', ...execution } : refuse('other-encoding')
}

function isForeign(inner: InnerCall): boolean {
  return inner.operation === 'delegatecall' && !decodeSweep(inner) && !decodeUnwrapping(inner)
}

function decodeExecutionArgs({ data }: Call) {
  return attempt(() => {
    const { functionName, args } = decodeFunctionData({ abi: safeAbi, data })
    return functionName === 'execTransaction' ? args : undefined
  })
}

/** Told by its function alone: whatever else such bytes are, they act in a Safe. */
function isExecution({ data }: Call): boolean {
  return data.length >= 10 && slice(data, 0, 4) === EXECUTION
}

function isSame(one: Call, other: Call): boolean {
  return isSameAddress(one.to, other.to) && one.value === other.value && one.data === lower(other.data)
}

function lower(data: Hex): Hex {
  return `0x${data.slice(2).toLowerCase()}`
}

function refuse(why: Refusal): Decoded {
  return { kind: 'refused', why }
}

/** viem throws where bytes are no call of the function. */
function attempt<T>(get: () => T): T | undefined {
  try {
    return get()
  } catch {
    return undefined
  }
}
