import { type Chain, http } from 'viem'
import { practiceChains } from '../../config/chains'
import { announceWallet } from '../wallet-core/announce-wallet'
import { createApprovals } from './approvals'
import type { PracticeChainAccess } from './create-practice-wallet'
import { readKeptWallet } from './practice-key'

/** The open questions of the practice wallet, for the dialog that puts them to the person. */
export const practiceApprovals = createApprovals()

const ICON =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 32 32%22%3E%3Crect width=%2232%22 height=%2232%22 rx=%228%22 fill=%22%230b5c78%22/%3E%3Cpath d=%22M7 12h18v12H7zM7 12l13-4v4M20 17h5v3h-5z%22 fill=%22none%22 stroke=%22%23fff%22 stroke-width=%222%22 stroke-linejoin=%22round%22/%3E%3C/svg%3E'

const INFO = {
  // Constant: there is one practice wallet, and wagmi keeps the first that comes under an id.
  uuid: '5b1c7a52-31f6-4c0e-9a55-6d1f0a7c3137',
  name: 'Practice wallet',
  rdns: 'furrow.practice',
  icon: ICON,
} as const

let isAnnounced = false

/**
 * Offers the practice wallet to whoever lists wallets on this page (EIP-6963). Its code, which signs, is
 * loaded with the first request. Calling it again changes nothing.
 */
export function announcePracticeWallet(): void {
  if (isAnnounced) return
  isAnnounced = true
  let wallet: ReturnType<typeof load> | null = null
  const [first, ...others] = practiceChains
  const load = async () => {
    const { createPracticeWallet } = await import('./create-practice-wallet')
    return createPracticeWallet({
      chains: [access(first), ...others.map(access)],
      storage: window.localStorage,
      approvals: practiceApprovals,
      emit,
    })
  }
  const emit = announceWallet({
    info: INFO,
    request: async (request) => {
      wallet ??= load()
      // Code that did not arrive is asked for again by the next request.
      wallet.catch(() => {
        wallet = null
      })
      return (await wallet).request(request)
    },
  })
}

/** Whether this browser holds a practice wallet from an earlier visit, which must be there before wagmi reconnects. */
export function isPracticeWalletKept(): boolean {
  try {
    return readKeptWallet(window.localStorage) !== null
  } catch {
    return false
  }
}

function access(chain: Chain): PracticeChainAccess {
  // Never repeated: what is sent twice may be done twice.
  const { request } = http(undefined, { retryCount: 0 })({ chain })
  return { id: chain.id, name: chain.name, rpc: (method, params) => request({ method, params }) }
}
