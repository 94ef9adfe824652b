import { decodeFunctionData, encodeFunctionData, parseAbi } from 'viem'
import { type Address, isSameAddress } from '../domain/asset'
import type { InnerCall } from '../domain/batch'
import type { Call, Hex } from '../domain/call'

/**
 * All that the Safe holds of a token, to `receiver`: amounts in calldata are fixed, and what is left over is not known
 * before. The code of `by` does it, a stateless one; it reverts under `minimum`.
 */
export type Sweep = {
  readonly by: Address
  readonly token: Address
  readonly minimum: bigint
  readonly receiver: Address
}

/** As a sweep, of what the chain's coin is wrapped as, which `by` knows itself: it arrives as the coin. */
export type Unwrapping = Omit<Sweep, 'token'>

/** What a batch can be made of: nothing but sweeping is ever delegated. */
export type BatchItem =
  | { readonly kind: 'call'; readonly call: Call }
  | ({ readonly kind: 'sweep' } & Sweep)
  | ({ readonly kind: 'unwrap' } & Unwrapping)

const sweepAbi = parseAbi(['function sweepToken(address token, uint256 minimum, address receiver) payable'])
const unwrapAbi = parseAbi(['function unwrapWETH9(uint256 minimum, address receiver) payable'])

export function convertItem(item: BatchItem): InnerCall {
  if (item.kind === 'call') return { ...item.call, operation: 'call' }
  const data = item.kind === 'sweep' ? encodeSweep(item) : encodeUnwrapping(item)
  return { to: item.by, value: 0n, data, operation: 'delegatecall' }
}

function encodeSweep({ token, minimum, receiver }: Sweep): Hex {
  return encodeFunctionData({ abi: sweepAbi, functionName: 'sweepToken', args: [token, minimum, receiver] })
}

function encodeUnwrapping({ minimum, receiver }: Unwrapping): Hex {
  return encodeFunctionData({ abi: unwrapAbi, functionName: 'unwrapWETH9', args: [minimum, receiver] })
}

/** Null where a delegated call is anything but a sweep. */
export function decodeSweep({ to, value, data, operation }: InnerCall): Sweep | null {
  if (operation !== 'delegatecall' || value !== 0n) return null
  try {
    const [token, minimum, receiver] = decodeFunctionData({ abi: sweepAbi, data }).args
    const sweep = { by: to, token, minimum, receiver }
    return encodeSweep(sweep) === data.toLowerCase() ? sweep : null
  } catch {
    return null
  }
}

/** Null where a delegated call is anything but one that unwraps all. */
export function decodeUnwrapping({ to, value, data, operation }: InnerCall): Unwrapping | null {
  if (operation !== 'delegatecall' || value !== 0n) return null
  try {
    const [minimum, receiver] = decodeFunctionData({ abi: unwrapAbi, data }).args
    const unwrapping = { by: to, minimum, receiver }
    return encodeUnwrapping(unwrapping) === data.toLowerCase() ? unwrapping : null
  } catch {
    return null
  }
}

export function isSameCall(one: InnerCall, other: InnerCall): boolean {
  return (
    isSameAddress(one.to, other.to) &&
    one.value === other.value &&
    one.operation === other.operation &&
    one.data.toLowerCase() === other.data.toLowerCase()
  )
}
