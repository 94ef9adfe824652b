import { hexToString, isHex, numberToHex } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { ApprovalSubject, Approvals } from './approvals'
import { fillTransaction, type RpcRequest, readTransaction } from './fill-transaction'
import { ensureKeptWallet, type KeyStorage, keepWallet, readKeptWallet } from './practice-key'
import { badParameters, notAuthorised, notPractice, unknownChain, unsupported } from './wallet-error'

export type WalletRequest = { readonly method: string; readonly params?: unknown }

export type PracticeWalletParts = {
  readonly chainId: number
  readonly rpc: RpcRequest
  readonly storage: KeyStorage
  readonly approvals: Pick<Approvals, 'ask'>
  readonly emit: (event: 'accountsChanged', accounts: readonly string[]) => void
}

type Handler = (params: readonly unknown[]) => Promise<unknown>

/**
 * An EIP-1193 wallet whose key lives in this browser, for the practice chain alone. It asks before each
 * connection and each signature, one question after the other; what it does not know goes to the node.
 * Errors carry EIP-1193 codes: 4001 refused, 4100 not connected, 4200 unsupported, 4900 no practice
 * chain, 4902 another chain.
 */
export function createPracticeWallet(parts: PracticeWalletParts) {
  const { chainId, rpc, storage, approvals, emit } = parts
  const chainIdHex = numberToHex(chainId)
  const inTurn = createTurns()

  /** Only of a chain that says it is the practice chain: the same id may belong to any local chain. */
  async function requirePracticeChain(): Promise<void> {
    const answers = await Promise.all([rpc('eth_chainId', []), rpc('furrow_practice', [])]).catch(() => null)
    if (answers?.[0] !== chainIdHex || !answers[1]) throw notPractice()
  }

  function connectedAccount(): PrivateKeyAccount | null {
    const kept = readKeptWallet(storage)
    return kept?.isConnected ? privateKeyToAccount(kept.key) : null
  }

  function requireAccount(asked: unknown): PrivateKeyAccount {
    const account = connectedAccount()
    if (!account || String(asked).toLowerCase() !== account.address.toLowerCase()) throw notAuthorised()
    return account
  }

  async function connect(): Promise<readonly string[]> {
    await requirePracticeChain()
    const { key } = ensureKeptWallet(storage)
    const { address } = privateKeyToAccount(key)
    await approvals.ask(address, { kind: 'connect' })
    keepWallet(storage, { key, isConnected: true })
    return [address]
  }

  async function disconnect(): Promise<null> {
    const kept = readKeptWallet(storage)
    if (kept?.isConnected) {
      keepWallet(storage, { ...kept, isConnected: false })
      emit('accountsChanged', [])
    }
    return null
  }

  async function sendTransaction([requested]: readonly unknown[]): Promise<unknown> {
    const account = connectedAccount()
    if (!account) throw notAuthorised()
    const transaction = readTransaction(requested, account.address)
    await requirePracticeChain()
    const { to, value, data } = transaction
    await approvals.ask(account.address, { kind: 'transaction', to, value, data })
    const filled = await fillTransaction(rpc, account.address, transaction)
    const raw = await account.signTransaction({ type: 'eip1559', chainId, ...filled })
    return rpc('eth_sendRawTransaction', [raw])
  }

  async function signMessage([message, signer]: readonly unknown[]): Promise<string> {
    const account = requireAccount(signer)
    if (!isHex(message)) throw badParameters('The message is not hexadecimal.')
    await ask(account, { kind: 'message', text: hexToString(message) })
    return account.signMessage({ message: { raw: message } })
  }

  async function signTypedData([signer, data]: readonly unknown[]): Promise<string> {
    const account = requireAccount(signer)
    const typedData = typeof data === 'string' ? JSON.parse(data) : data
    await ask(account, { kind: 'typed-data', text: JSON.stringify(typedData, null, 2) })
    return account.signTypedData(typedData)
  }

  const ask = async (account: PrivateKeyAccount, subject: ApprovalSubject) => {
    await requirePracticeChain()
    await approvals.ask(account.address, subject)
  }

  const switchChain: Handler = async ([chain]) => {
    const asked = (chain as { chainId?: unknown } | undefined)?.chainId
    if (String(asked).toLowerCase() !== chainIdHex) throw unknownChain()
    return null
  }

  const accounts = () => {
    const account = connectedAccount()
    return account ? [account.address] : []
  }

  const handlers: Readonly<Record<string, Handler>> = {
    eth_accounts: async () => accounts(),
    eth_requestAccounts: () =>
      inTurn(async () => {
        const known = accounts()
        return known.length > 0 ? known : connect()
      }),
    wallet_requestPermissions: () => inTurn(async () => describePermission(await connect())),
    wallet_getPermissions: async () => accounts().map((account) => describePermission([account])[0]),
    wallet_revokePermissions: disconnect,
    eth_chainId: async () => chainIdHex,
    net_version: async () => String(chainId),
    wallet_switchEthereumChain: switchChain,
    wallet_addEthereumChain: switchChain,
    wallet_getCapabilities: async () => ({}),
    eth_sendTransaction: (params) => inTurn(() => sendTransaction(params)),
    personal_sign: (params) => inTurn(() => signMessage(params)),
    eth_signTypedData_v4: (params) => inTurn(() => signTypedData(params)),
  }

  return {
    request: async ({ method, params }: WalletRequest): Promise<unknown> => {
      const list: readonly unknown[] = Array.isArray(params) ? params : []
      const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined
      if (handler) return handler(list)
      // The node would sign with accounts of its own, or does not know what a wallet is.
      if (/^(wallet_|eth_sign|personal_)/.test(method)) throw unsupported(method)
      return rpc(method, list)
    },
  }
}

function describePermission(accounts: readonly string[]) {
  return [
    { parentCapability: 'eth_accounts', caveats: [{ type: 'restrictReturnedAccounts', value: accounts }] },
  ]
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
