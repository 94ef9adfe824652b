import { hexToBigInt, isHex } from 'viem'
import type { Address } from '../../domain/asset'
import type { RequestedCall, RequestedTransaction } from '../wallet-core/read-request'

export type RpcRequest = (method: string, params: readonly unknown[]) => Promise<unknown>

export type FilledTransaction = RequestedCall & {
  readonly gas: bigint
  readonly nonce: number
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
}

/** Room above the node's estimate: interest that accrues until the block changes what a call costs. */
const GAS_HEADROOM_PERCENT = 125n
const TIP_WEI = 1_000_000_000n

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
