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

/** What a batch can be made of: nothing but a sweep is ever delegated. */
export type BatchItem = { readonly kind: 'call'; readonly call: Call } | ({ readonly kind: 'sweep' } & Sweep)

const sweepAbi = parseAbi(['function sweepToken(address token, uint256 minimum, address receiver) payable'])

export function convertItem(item: BatchItem): InnerCall {
  if (item.kind === 'call') return { ...item.call, operation: 'call' }
  return { to: item.by, value: 0n, data: encodeSweep(item), operation: 'delegatecall' }
}

function encodeSweep({ token, minimum, receiver }: Sweep): Hex {
  return encodeFunctionData({ abi: sweepAbi, functionName: 'sweepToken', args: [token, minimum, receiver] })
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

export function isSameCall(one: InnerCall, other: InnerCall): boolean {
  return (
    isSameAddress(one.to, other.to) &&
    one.value === other.value &&
    one.operation === other.operation &&
    one.data.toLowerCase() === other.data.toLowerCase()
  )
}
