import type { Address, Hex } from 'viem'
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
  const knownChains = new Set([1, ...(behaviour.knowsChain === false ? [] : [appChainId])])
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
    addChain: (chainId) => {
      knownChains.add(chainId)
      state.chainId = chainId
      return true
    },
    send: sendTransaction,
    signMessage: (_, message) => signer.signMessage(message),
    signTypedData: (_, data) => signer.signTypedData(data),
    batches: behaviour.batches
      ? {
          chainId: appChainId,
          atomic: behaviour.batches,
          send: async (_, calls) => {
            requireAppChain()
            return signer.sendBatch(calls)
          },
          findReceipt: signer.findReceipt,
        }
      : 'unheard-of',
    forward: signer.forward,
    emit,
  })

  async function sendTransaction(transaction: RequestedTransaction): Promise<Hex> {
    requireAppChain()
    const { editedAllowance } = state
    const edited = editedAllowance === null ? null : editApproval(transaction, editedAllowance)
    if (edited) state.editedAllowance = null
    return signer.send(edited ?? transaction)
  }

  /** It has a node of that chain alone, whichever it says that it is on. */
  function requireAppChain(): void {
    if (state.chainId !== appChainId) throw new WalletError('other-chain', 'The test wallet is elsewhere.')
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
