import { hexToBigInt, hexToNumber, isAddress, isHex, type TypedDataDefinition } from 'viem'
import type { Address } from '../../domain/asset'
import type { Hex } from '../../domain/call'
import { WalletError } from './wallet-error'

/** One call that an app asks a wallet to make. Without a target it creates a contract. */
export type RequestedCall = { readonly to: Address | null; readonly value: bigint; readonly data: Hex }

/** Who is to send, and on which chain, where the app says so. */
export type Sender = { readonly from: Address; readonly chainId: number | null }

/** What is asked of `eth_sendTransaction`. Absent fields are the wallet's to fill. */
export type RequestedTransaction = RequestedCall &
  Sender & { readonly gas: bigint | null; readonly nonce: bigint | null }

/** What is asked of `wallet_sendCalls`: at least one call. */
export type RequestedBatch = Sender & { readonly calls: readonly RequestedCall[] }

/** Reads `eth_sendTransaction`'s parameter. Throws -32602 where it is no transaction. */
export function readTransaction(value: unknown): RequestedTransaction {
  const fields = readFields(value, 'There is no transaction to send.')
  const { gas, nonce } = fields
  return {
    ...readSender(fields),
    ...readCall(fields),
    gas: readQuantity(gas, 'gas'),
    nonce: readQuantity(nonce, 'nonce'),
  }
}

/** Reads `wallet_sendCalls`' parameter. Throws -32602 where it is no batch. */
export function readBatch(value: unknown): RequestedBatch {
  const fields = readFields(value, 'There is no batch to send.')
  const { calls } = fields
  if (!Array.isArray(calls) || calls.length === 0) throw bad('A batch needs calls.')
  const read = calls.map((call: unknown) => readCall(readFields(call, 'A call of the batch is none.')))
  return { ...readSender(fields), calls: read }
}

/** Reads the chain that `wallet_switchEthereumChain` or `wallet_addEthereumChain` names. */
export function readChainId(value: unknown): number {
  const { chainId } = readFields(value, 'No chain is named.')
  if (!isQuantity(chainId)) throw bad('A chain id comes as a hexadecimal number.')
  return hexToNumber(chainId)
}

/** Reads where `wallet_addEthereumChain` says that its chain is asked: nowhere, where it does not say. */
export function readNodes(value: unknown): readonly string[] {
  const { rpcUrls } = readFields(value, 'No chain is named.')
  return Array.isArray(rpcUrls) ? rpcUrls.filter((url) => typeof url === 'string') : []
}

/** Reads the message of `personal_sign`. */
export function readMessage(value: unknown): Hex {
  if (!isHex(value)) throw bad('A message comes as hexadecimal bytes.')
  return value
}

/** Reads the data of `eth_signTypedData_v4`, which comes as JSON. What it says is for the person to read. */
export function readTypedData(value: unknown): TypedDataDefinition {
  try {
    return JSON.parse(typeof value === 'string' ? value : JSON.stringify(value))
  } catch {
    throw bad('The data to sign is not JSON.')
  }
}

function readSender({ from, chainId }: Fields): Sender {
  if (!isLooseAddress(from)) throw bad('The sender is not an address.')
  if (chainId === undefined || chainId === null) return { from, chainId: null }
  if (!isQuantity(chainId)) throw bad('A chain id comes as a hexadecimal number.')
  return { from, chainId: hexToNumber(chainId) }
}

function readCall({ to, value, data, input }: Fields): RequestedCall {
  const target = to ?? null
  if (target !== null && !isLooseAddress(target)) throw bad('The target is not an address.')
  const bytes = data ?? input ?? '0x'
  if (!isHex(bytes)) throw bad('The data is not hexadecimal.')
  return { to: target, value: readQuantity(value, 'value') ?? 0n, data: bytes }
}

type Fields = Readonly<Record<string, unknown>>

function readFields(value: unknown, otherwise: string): Fields {
  if (typeof value !== 'object' || value === null) throw bad(otherwise)
  return { ...value }
}

function readQuantity(value: unknown, name: string): bigint | null {
  if (value === undefined || value === null) return null
  if (!isQuantity(value)) throw bad(`The ${name} is not a quantity.`)
  return hexToBigInt(value)
}

function isQuantity(value: unknown): value is Hex {
  return isHex(value) && value !== '0x'
}

/** In any letter case: a wrong checksum is not for a wallet to judge. */
function isLooseAddress(value: unknown): value is Address {
  return typeof value === 'string' && isAddress(value, { strict: false })
}

function bad(why: string): WalletError {
  return new WalletError('bad-parameters', why)
}
