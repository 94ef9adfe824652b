import { type Address, type Hex, isHex, numberToHex } from 'viem'
import { createSigner, editApproval, type WalletCall } from './signer'
import { notSupported, refused, unknownChain, WalletError } from './wallet-error'

/** A refusal that comes at once reaches RainbowKit's modal before it is ready: people take longer too. */
const REFUSAL_DELAY_MS = 300

export type WalletBehaviour = {
  /** Whether the page may see the account from the start, as on a return visit. */
  readonly isConnected?: boolean
  /** EIP-5792 atomic batches; left out, the wallet knows none of its methods. */
  readonly batches?: 'supported' | 'ready'
  /** The chain the wallet is on; the app's own where left out. */
  readonly chainId?: number
  /** Whether the wallet has the app's chain in its list; where not, switching to it answers 4902 until it is added. */
  readonly knowsChain?: boolean
}

export type WalletSettings = {
  readonly rpcUrl: string
  readonly privateKey: Hex
  /** The app's chain. */
  readonly chainId?: number
  readonly behaviour?: WalletBehaviour
}

export type WalletRequest = { readonly method: string; readonly params: readonly unknown[] }
type Emit = (event: string, data: unknown) => Promise<void>

/** The wallet behind the page: answers each request as a person and their wallet would, or as the test has told it to. */
export function createWalletEngine(settings: WalletSettings, emit: Emit) {
  const appChainId = settings.chainId ?? 31337
  const signer = createSigner({ ...settings, chainId: appChainId })
  const behaviour = settings.behaviour ?? {}
  const log: WalletRequest[] = []
  const refusals: string[] = []
  const stalls: { method: string; released: Promise<void> }[] = []
  const batches = new Map<string, Hex>()
  const knownChains = new Set([1, ...(behaviour.knowsChain === false ? [] : [appChainId])])
  const state = {
    isConnected: behaviour.isConnected ?? false,
    chainId: behaviour.chainId ?? appChainId,
    editedAllowance: null as bigint | null,
    /** Sends, and answers "ok" where a hash or an id belongs. */
    answersNonsense: false,
  }

  async function handle({ method, params }: WalletRequest): Promise<unknown> {
    log.push({ method, params })
    const stallIndex = stalls.findIndex((stall) => stall.method === method)
    if (stallIndex >= 0) await stalls.splice(stallIndex, 1)[0]?.released
    const refusalIndex = refusals.indexOf(method)
    if (refusalIndex >= 0) {
      refusals.splice(refusalIndex, 1)
      await new Promise((resolve) => setTimeout(resolve, REFUSAL_DELAY_MS))
      throw refused()
    }
    return answer(method, params)
  }

  function answer(method: string, params: readonly unknown[]): unknown {
    switch (method) {
      case 'eth_accounts':
        return state.isConnected ? [signer.address] : []
      case 'eth_requestAccounts':
        return connect()
      case 'wallet_requestPermissions':
        return connect().then(permissions)
      case 'wallet_getPermissions':
        return state.isConnected ? permissions() : []
      case 'wallet_revokePermissions':
        return disconnect()
      case 'eth_chainId':
        return numberToHex(state.chainId)
      case 'net_version':
        return String(state.chainId)
      case 'wallet_addEthereumChain':
        return addChain(readChainId(params))
      case 'wallet_switchEthereumChain':
        return switchChain(readChainId(params))
      case 'eth_sendTransaction':
        return sendTransaction(params[0])
      case 'personal_sign':
        return signMessage(params[0])
      default:
        return method.startsWith('wallet_') ? answerBatch(method, params) : signer.forward(method, params)
    }
  }

  function answerBatch(method: string, params: readonly unknown[]): unknown {
    if (!behaviour.batches) throw notSupported(method)
    switch (method) {
      case 'wallet_getCapabilities':
        return { [numberToHex(appChainId)]: { atomic: { status: behaviour.batches } } }
      case 'wallet_sendCalls':
        return sendCalls(params[0])
      case 'wallet_getCallsStatus':
        return readCallsStatus(params[0])
      default:
        throw notSupported(method)
    }
  }

  async function connect(): Promise<readonly Address[]> {
    state.isConnected = true
    return [signer.address]
  }

  async function disconnect(): Promise<null> {
    state.isConnected = false
    await emit('accountsChanged', [])
    return null
  }

  function permissions() {
    const caveats = [{ type: 'restrictReturnedAccounts', value: [signer.address] }]
    return [{ parentCapability: 'eth_accounts', caveats }]
  }

  async function switchChain(chainId: number): Promise<null> {
    if (!knownChains.has(chainId)) throw unknownChain(chainId)
    state.chainId = chainId
    await emit('chainChanged', numberToHex(chainId))
    return null
  }

  async function addChain(chainId: number): Promise<null> {
    knownChains.add(chainId)
    return switchChain(chainId)
  }

  async function sendTransaction(request: unknown): Promise<string> {
    checkSender(request)
    const { editedAllowance } = state
    const edited = editedAllowance === null ? null : editApproval(request, editedAllowance)
    if (edited) state.editedAllowance = null
    const hash = await signer.send(edited ?? request)
    return state.answersNonsense ? 'ok' : hash
  }

  async function sendCalls(request: unknown) {
    checkSender(request)
    const { calls } = request as { calls?: readonly WalletCall[] }
    if (!calls?.length) throw new WalletError(-32602, 'A batch needs calls.')
    const hash = await signer.sendBatch(calls)
    batches.set(hash, hash)
    if (state.answersNonsense) return {}
    return { id: hash }
  }

  async function readCallsStatus(id: unknown) {
    const hash = typeof id === 'string' ? batches.get(id) : undefined
    if (!hash) throw new WalletError(5730, 'This wallet sent no such batch.')
    const answered = { version: '2.0.0', id, chainId: numberToHex(appChainId), atomic: true }
    const receipt = await signer.findReceipt(hash)
    if (!receipt) return { ...answered, status: 100 }
    const { status, blockHash, blockNumber, gasUsed, transactionHash } = receipt
    const converted = {
      status: status === 'success' ? '0x1' : '0x0',
      blockHash,
      blockNumber: numberToHex(blockNumber),
      gasUsed: numberToHex(gasUsed),
      transactionHash,
      logs: [],
    }
    return { ...answered, status: status === 'success' ? 200 : 500, receipts: [converted] }
  }

  /** What a wallet checks before it shows a request: is it connected, is this its account, is it on that chain. */
  function checkSender(request: unknown): asserts request is WalletCall {
    const { from, chainId } = (request ?? {}) as { from?: unknown; chainId?: unknown }
    const isOwn = typeof from === 'string' && from.toLowerCase() === signer.address.toLowerCase()
    if (!state.isConnected || !isOwn) throw new WalletError(4100, 'This account is not connected.')
    const isOtherChain = isHex(chainId) && Number(chainId) !== state.chainId
    if (isOtherChain || state.chainId !== appChainId)
      throw new WalletError(4901, 'The wallet is on another chain.')
  }

  async function signMessage(message: unknown): Promise<Hex> {
    if (!isHex(message)) throw new WalletError(-32602, 'A message comes as hexadecimal bytes.')
    return signer.signMessage(message)
  }

  return { address: signer.address, handle, log, refusals, stalls, state, switchChain }
}

function readChainId(params: readonly unknown[]): number {
  const { chainId } = (params[0] ?? {}) as { chainId?: unknown }
  if (!isHex(chainId)) throw new WalletError(-32602, 'A chain id comes as a hexadecimal number.')
  return Number(chainId)
}
