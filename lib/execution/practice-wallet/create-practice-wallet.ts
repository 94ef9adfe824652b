import { hexToString, numberToHex, type TypedDataDefinition } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { type Address, isSameAddress } from '../../domain/asset'
import type { Hex } from '../../domain/call'
import { createWallet } from '../wallet-core/create-wallet'
import type { RequestedTransaction } from '../wallet-core/read-request'
import { WalletError } from '../wallet-core/wallet-error'
import type { ApprovalSubject, Approvals } from './approvals'
import { fillTransaction, type RpcRequest } from './fill-transaction'
import { ensureKeptWallet, keepWallet } from './keep-wallet'
import { type KeyStorage, readKeptWallet } from './practice-key'

/** A practice chain as the wallet knows it. */
export type PracticeChainAccess = { readonly id: number; readonly name: string; readonly rpc: RpcRequest }

export type PracticeWalletParts = {
  /** It is on the first of them when the page is loaded. */
  readonly chains: readonly [PracticeChainAccess, ...PracticeChainAccess[]]
  readonly storage: KeyStorage
  readonly approvals: Pick<Approvals, 'ask'>
  readonly emit: (event: string, payload: unknown) => void
}

/**
 * An EIP-1193 wallet whose key lives in this browser, for practice chains alone. It asks before each connection,
 * switch and signature, one question after the other; what it does not know goes to the node of the chain that it is on.
 * Besides the wallet core's errors: 4001 where the person says no, 4900 where the practice chain is not there.
 */
export function createPracticeWallet({ chains, storage, approvals, emit }: PracticeWalletParts) {
  const inTurn = createTurns()
  let current = chains[0]

  /** Only of a chain that says it is the practice chain: the same id may belong to any local chain. */
  async function requirePracticeChain({ id, rpc }: PracticeChainAccess): Promise<void> {
    const answers = await Promise.all([rpc('eth_chainId', []), rpc('furrow_practice', [])]).catch(() => null)
    if (answers?.[0] === numberToHex(id) && answers[1]) return
    const message = 'The practice chain does not answer, so the practice wallet does not sign.'
    throw new WalletError('disconnected', message)
  }

  async function ask(account: Address, subject: ApprovalSubject): Promise<void> {
    if (await approvals.ask(account, subject)) return
    throw new WalletError('refused', 'You rejected the request in the practice wallet.')
  }

  function connectedAccount(): PrivateKeyAccount | null {
    const kept = readKeptWallet(storage)
    return kept?.isConnected ? privateKeyToAccount(kept.key) : null
  }

  /** The key of an account, whose turn may have come after it was disconnected. */
  function requireKey(address: Address): PrivateKeyAccount {
    const account = connectedAccount()
    if (account && isSameAddress(account.address, address)) return account
    throw new WalletError('not-authorised', 'Connect the practice wallet first.')
  }

  const accounts = (): readonly Address[] => {
    const account = connectedAccount()
    return account ? [account.address] : []
  }

  async function connect(): Promise<readonly Address[]> {
    await requirePracticeChain(current)
    const { key } = ensureKeptWallet(storage)
    const { address } = privateKeyToAccount(key)
    await ask(address, { kind: 'connect' })
    keepWallet(storage, { key, isConnected: true })
    return [address]
  }

  async function send(chain: PracticeChainAccess, transaction: RequestedTransaction): Promise<unknown> {
    const account = requireKey(transaction.from)
    await requirePracticeChain(chain)
    const { to, value, data } = transaction
    const network = chains.length > 1 ? chain.name : null
    await ask(account.address, { kind: 'transaction', to, value, data, network })
    const filled = await fillTransaction(chain.rpc, account.address, transaction)
    const raw = await account.signTransaction({ type: 'eip1559', chainId: chain.id, ...filled })
    return chain.rpc('eth_sendRawTransaction', [raw])
  }

  async function switchChain(chainId: number): Promise<boolean> {
    const chain = chains.find(({ id }) => id === chainId)
    if (!chain) return false
    const [account] = accounts()
    if (chain !== current && account) await ask(account, { kind: 'switch', network: chain.name })
    current = chain
    return true
  }

  async function signMessage(address: Address, raw: Hex): Promise<Hex> {
    const account = requireKey(address)
    await requirePracticeChain(current)
    await ask(address, { kind: 'message', text: hexToString(raw) })
    return account.signMessage({ message: { raw } })
  }

  async function signTypedData(address: Address, data: TypedDataDefinition): Promise<Hex> {
    const account = requireKey(address)
    await requirePracticeChain(current)
    await ask(address, { kind: 'typed-data', text: JSON.stringify(data, null, 2) })
    return account.signTypedData(data)
  }

  return createWallet({
    name: 'The practice wallet',
    accounts,
    chainId: () => current.id,
    connect: (isAskedAnew) =>
      inTurn(async () => (accounts().length > 0 && !isAskedAnew ? accounts() : connect())),
    disconnect: () => {
      const kept = readKeptWallet(storage)
      if (kept) keepWallet(storage, { ...kept, isConnected: false })
    },
    switchChain: (asked) => inTurn(() => switchChain(asked)),
    // It has all that there are for it.
    addChain: (asked) => inTurn(() => switchChain(asked)),
    send: (transaction) => {
      // The one that it was asked for: by its turn the wallet may be on another.
      const chain = current
      return inTurn(() => send(chain, transaction))
    },
    signMessage: (account, message) => inTurn(() => signMessage(account, message)),
    signTypedData: (account, data) => inTurn(() => signTypedData(account, data)),
    batches: 'none',
    forward: (method, params) => current.rpc(method, params),
    emit,
  })
}

/** Runs one piece of work after the other, whatever became of the one before. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work)
    last = turn.catch(() => {})
    return turn
  }
}
