import { type Address, type Hex, numberToHex } from 'viem'
import { practiceChain } from '../../lib/config/chains'
import { createWallet } from '../../lib/execution/wallet-core/create-wallet'
import type { RequestedTransaction } from '../../lib/execution/wallet-core/read-request'
import { WalletError } from '../../lib/execution/wallet-core/wallet-error'
import { createSigner, editApproval } from './signer'

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
  /** Further chains that it has a node of. */
  readonly others?: readonly { readonly chainId: number; readonly rpcUrl: string }[]
  readonly behaviour?: WalletBehaviour
}

export type WalletRequest = { readonly method: string; readonly params: readonly unknown[] }
type Emit = (event: string, data: unknown) => Promise<void>

/** The wallet behind the page: answers each request as a person and their wallet would, or as the test has told it to. */
export function createWalletEngine(settings: WalletSettings, emit: Emit) {
  const { privateKey, others = [], behaviour = {} } = settings
  const appChainId = settings.chainId ?? practiceChain.id
  const signer = createSigner({ ...settings, chainId: appChainId })
  const signers = new Map([[appChainId, signer]])
  for (const other of others) signers.set(other.chainId, createSigner({ ...other, privateKey }))
  const log: WalletRequest[] = []
  const refusals: string[] = []
  const stalls: { method: string; released: Promise<void> }[] = []
  const knownChains = new Set([1, ...signers.keys()])
  if (behaviour.knowsChain === false) knownChains.delete(appChainId)
  const state = {
    isConnected: behaviour.isConnected ?? false,
    chainId: behaviour.chainId ?? appChainId,
    /** The one that the person has chosen: it signs nothing where it is another than the key's. */
    account: signer.address,
    editedAllowance: null as bigint | null,
    /** Sends, and answers "ok" where a hash or an id belongs. */
    answersNonsense: false,
  }

  const wallet = createWallet({
    name: 'The test wallet',
    accounts: () => (state.isConnected ? [state.account] : []),
    chainId: () => state.chainId,
    connect: async (): Promise<readonly Address[]> => {
      state.isConnected = true
      return [state.account]
    },
    disconnect: () => {
      state.isConnected = false
    },
    switchChain: (chainId) => {
      if (knownChains.has(chainId)) state.chainId = chainId
      return state.chainId === chainId
    },
    addChain: async (chainId, [rpcUrl]) => {
      if (!signers.has(chainId) && rpcUrl) await addNode(chainId, rpcUrl)
      if (!signers.has(chainId)) return false
      knownChains.add(chainId)
      state.chainId = chainId
      return true
    },
    send: sendTransaction,
    signMessage: (_, message) => signer.signMessage(message),
    signTypedData: (_, data) => signer.signTypedData(data),
    batches: behaviour.batches
      ? {
          chainIds: () => [...signers.keys()].filter((id) => knownChains.has(id)),
          atomic: behaviour.batches,
          send: (_, calls) => requireSigner().sendBatch(calls),
          findReceipt: async (hash, chainId) => (await signers.get(chainId)?.findReceipt(hash)) ?? null,
        }
      : 'unheard-of',
    forward: (method, params) => (signers.get(state.chainId) ?? signer).forward(method, params),
    emit,
  })

  async function sendTransaction(transaction: RequestedTransaction): Promise<Hex> {
    const own = requireSigner()
    const { editedAllowance } = state
    const edited = editedAllowance === null ? null : editApproval(transaction, editedAllowance)
    if (edited) state.editedAllowance = null
    return own.send(edited ?? transaction)
  }

  /** It sends where it has a node, whichever chain it says that it is on. */
  function requireSigner() {
    const own = signers.get(state.chainId)
    if (!own) throw new WalletError('other-chain', 'The test wallet is elsewhere.')
    return own
  }

  /** As wallets do, it believes no page which chain a node is of. */
  async function addNode(chainId: number, rpcUrl: string): Promise<void> {
    const added = createSigner({ chainId, rpcUrl, privateKey })
    if ((await added.forward('eth_chainId', [])) !== numberToHex(chainId)) {
      throw new WalletError('bad-parameters', `The node is not one of chain ${chainId}.`)
    }
    signers.set(chainId, added)
  }

  async function handle({ method, params }: WalletRequest): Promise<unknown> {
    log.push({ method, params })
    const stallIndex = stalls.findIndex((stall) => stall.method === method)
    if (stallIndex >= 0) await stalls.splice(stallIndex, 1)[0]?.released
    const refusalIndex = refusals.indexOf(method)
    if (refusalIndex >= 0) {
      refusals.splice(refusalIndex, 1)
      await new Promise((resolve) => setTimeout(resolve, REFUSAL_DELAY_MS))
      throw new WalletError('refused', 'User rejected the request.')
    }
    const answer = await wallet.request({ method, params })
    if (!state.answersNonsense) return answer
    if (method === 'eth_sendTransaction') return 'ok'
    return method === 'wallet_sendCalls' ? {} : answer
  }

  return {
    address: signer.address,
    handle,
    log,
    refusals,
    stalls,
    state,
    switchChain: wallet.switchChain,
    lock: () => wallet.request({ method: 'wallet_revokePermissions' }),
    chooseAccount: async (account: Address) => {
      state.account = account
      await emit('accountsChanged', [account])
    },
  }
}
