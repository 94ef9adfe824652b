import { hexToBigInt, isAddress, isHex } from 'viem'
import type { Address } from '../../domain/asset'
import type { Hex } from '../../protocols/protocol'
import { badParameters } from './wallet-error'

export type RpcRequest = (method: string, params: readonly unknown[]) => Promise<unknown>

/** What an app asks to send, checked. Absent fields are the wallet's to fill. */
export type RequestedTransaction = {
  readonly to: Address | null
  readonly value: bigint
  readonly data: Hex
  readonly gas: bigint | null
  readonly nonce: bigint | null
}

export type FilledTransaction = {
  readonly to: Address | null
  readonly value: bigint
  readonly data: Hex
  readonly gas: bigint
  readonly nonce: number
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
}

/** Room above the node's estimate: interest that accrues until the block changes what a call costs. */
const GAS_HEADROOM_PERCENT = 125n
const TIP_WEI = 1_000_000_000n

/** Reads `eth_sendTransaction`'s parameter. Throws -32602 where it is not a transaction of this account. */
export function readTransaction(value: unknown, account: Address): RequestedTransaction {
  if (typeof value !== 'object' || value === null) throw badParameters('There is no transaction to send.')
  const { from, to, value: amount, data, input, gas, nonce } = value as Record<string, unknown>
  if (from !== undefined && String(from).toLowerCase() !== account.toLowerCase()) {
    throw badParameters('The transaction is not from the practice wallet’s account.')
  }
  if (to !== undefined && to !== null && !(typeof to === 'string' && isAddress(to, { strict: false }))) {
    throw badParameters('The transaction’s target is not an address.')
  }
  const bytes = data ?? input ?? '0x'
  if (!isHex(bytes)) throw badParameters('The transaction’s data is not hexadecimal.')
  return {
    to: (to as Address | undefined) ?? null,
    value: readQuantity(amount, 'value') ?? 0n,
    data: bytes,
    gas: readQuantity(gas, 'gas'),
    nonce: readQuantity(nonce, 'nonce'),
  }
}

function readQuantity(value: unknown, name: string): bigint | null {
  if (value === undefined || value === null) return null
  if (!isHex(value) || value === '0x') throw badParameters(`The transaction’s ${name} is not a quantity.`)
  return hexToBigInt(value)
}

/** Fills gas, nonce and fees from the node, in one go each. Rejects with the node's error where the call reverts. */
export async function fillTransaction(
  rpc: RpcRequest,
  account: Address,
  { to, value, data, gas, nonce }: RequestedTransaction,
): Promise<FilledTransaction> {
  const call = { from: account, ...(to ? { to } : {}), value: `0x${value.toString(16)}`, data }
  const [estimate, count, block] = await Promise.all([
    gas ?? rpc('eth_estimateGas', [call]).then(toBigInt),
    nonce ?? rpc('eth_getTransactionCount', [account, 'pending']).then(toBigInt),
    rpc('eth_getBlockByNumber', ['latest', false]),
  ])
  const baseFee = toBigInt((block as { baseFeePerGas?: unknown } | null)?.baseFeePerGas ?? '0x0')
  return {
    to,
    value,
    data,
    gas: gas ?? (estimate * GAS_HEADROOM_PERCENT) / 100n,
    nonce: Number(count),
    maxFeePerGas: baseFee * 2n + TIP_WEI,
    maxPriorityFeePerGas: TIP_WEI,
  }
}

function toBigInt(quantity: unknown): bigint {
  if (!isHex(quantity)) throw new Error('The node answered no quantity.')
  return hexToBigInt(quantity)
}
