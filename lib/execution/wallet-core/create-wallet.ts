import { numberToHex, type TypedDataDefinition } from 'viem'
import type { Address } from '../../domain/asset'
import type { Hex } from '../../domain/call'
import { answerBatches, type Batches } from './answer-batches'
import {
  type RequestedTransaction,
  readChainId,
  readMessage,
  readNodes,
  readTransaction,
  readTypedData,
  type Sender,
} from './read-request'
import { WalletError } from './wallet-error'

export type WalletRequest = { readonly method: string; readonly params?: unknown }

/** What one wallet does its own way. What is asked of it has been read and found in order by then. */
export type WalletParts = {
  /** Begins the sentences of what it cannot do: "The practice wallet". */
  readonly name: string
  /** The accounts that the page may see now. */
  readonly accounts: () => readonly Address[]
  readonly chainId: () => number
  /** `isAskedAnew`: the person is asked also where the page is connected. */
  readonly connect: (isAskedAnew: boolean) => Promise<readonly Address[]>
  readonly disconnect: () => void
  /** Both answer whether the wallet is on that chain now. `nodes` is where the page says that the chain is asked. */
  readonly switchChain: (chainId: number) => boolean | Promise<boolean>
  readonly addChain: (chainId: number, nodes: readonly string[]) => boolean | Promise<boolean>
  /** Of a connected account, on the wallet's chain. */
  readonly send: (transaction: RequestedTransaction) => Promise<unknown>
  readonly signMessage: (account: Address, message: Hex) => Promise<Hex>
  readonly signTypedData: (account: Address, data: TypedDataDefinition) => Promise<Hex>
  /** `none`: it says that it has none. `unheard-of`: it knows no method of EIP-5792. */
  readonly batches: Batches | 'none' | 'unheard-of'
  /** Whatever is the node's to answer. */
  readonly forward: (method: string, params: readonly unknown[]) => Promise<unknown>
  readonly emit: (event: 'accountsChanged' | 'chainChanged', payload: unknown) => unknown
}

type Handler = (params: readonly unknown[]) => Promise<unknown>

/**
 * A wallet as EIP-1193 has it: which methods there are, what they are asked with, and with which code each thing
 * fails: 4100 not connected, 4200 unsupported, 4901 another chain, 4902 unknown chain, -32602 badly asked.
 */
export function createWallet(parts: WalletParts) {
  const { name, accounts, chainId, batches, emit } = parts

  function requireAccount(asked: unknown): Address {
    const account = accounts().find((known) => known.toLowerCase() === String(asked).toLowerCase())
    if (!account) throw new WalletError('not-authorised', `${name} is not connected with this account.`)
    return account
  }

  function requireSender(sender: Sender): Address {
    const account = requireAccount(sender.from)
    if (sender.chainId === null || sender.chainId === chainId()) return account
    throw new WalletError('other-chain', `${name} is on another chain.`)
  }

  async function sendTransaction(value: unknown): Promise<unknown> {
    if (accounts().length === 0) throw new WalletError('not-authorised', `${name} is not connected.`)
    const transaction = readTransaction(value)
    return parts.send({ ...transaction, from: requireSender(transaction) })
  }

  async function disconnect(): Promise<null> {
    if (accounts().length === 0) return null
    parts.disconnect()
    await emit('accountsChanged', [])
    return null
  }

  async function moveTo(asked: number, move: WalletParts['switchChain']): Promise<null> {
    const before = chainId()
    if (!(await move(asked)))
      throw new WalletError('unknown-chain', `${name} does not know the chain ${asked}.`)
    if (chainId() !== before) await emit('chainChanged', numberToHex(chainId()))
    return null
  }

  const handlers: Readonly<Record<string, Handler>> = {
    eth_accounts: async () => accounts(),
    eth_requestAccounts: () => parts.connect(false),
    wallet_requestPermissions: async () => describePermissions(await parts.connect(true)),
    wallet_getPermissions: async () => (accounts().length > 0 ? describePermissions(accounts()) : []),
    wallet_revokePermissions: disconnect,
    eth_chainId: async () => numberToHex(chainId()),
    net_version: async () => String(chainId()),
    wallet_switchEthereumChain: async ([chain]) => moveTo(readChainId(chain), parts.switchChain),
    wallet_addEthereumChain: async ([chain]) =>
      moveTo(readChainId(chain), (asked) => parts.addChain(asked, readNodes(chain))),
    eth_sendTransaction: ([transaction]) => sendTransaction(transaction),
    personal_sign: async ([message, signer]) =>
      parts.signMessage(requireAccount(signer), readMessage(message)),
    eth_signTypedData_v4: async ([signer, data]) =>
      parts.signTypedData(requireAccount(signer), readTypedData(data)),
    ...(batches === 'none' && { wallet_getCapabilities: async () => ({}) }),
    ...(typeof batches === 'object' && answerBatches(batches, chainId, requireSender)),
  }

  return {
    request: async ({ method, params }: WalletRequest): Promise<unknown> => {
      const list: readonly unknown[] = Array.isArray(params) ? params : []
      const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined
      if (handler) return handler(list)
      // The node would sign with accounts of its own, or does not know what a wallet is.
      if (!/^(wallet_|eth_sign|personal_)/.test(method)) return parts.forward(method, list)
      throw new WalletError('unsupported', `${name} does not support ${method}.`)
    },
    /** The person switches the chain inside the wallet. */
    switchChain: (asked: number) => moveTo(asked, parts.switchChain),
  }
}

function describePermissions(accounts: readonly Address[]) {
  const caveats = [{ type: 'restrictReturnedAccounts', value: accounts }]
  return [{ parentCapability: 'eth_accounts', caveats }]
}
