import { createConfig, http } from 'wagmi'
import { chains } from './chains'
import { fetchPatiently } from './fetch-patiently'
import { rememberedAccount } from './remembered-account'

/**
 * Each question is a request of its own, so that none waits for another's answer. What a node wants to be waited
 * for is waited for up to a limit: nobody looks at old figures for ten minutes because a header said so.
 */
const transport = http(undefined, { retryCount: 1, timeout: 15_000, fetchFn: fetchPatiently })

/** Wallets announce themselves (EIP-6963); none is listed here, so none is loaded before it is asked for. */
export const wagmiConfig = createConfig({
  chains,
  connectors: [],
  multiInjectedProviderDiscovery: true,
  // The pages are exported as HTML: a remembered wallet is read after hydration, never during it.
  ssr: true,
  // Each chain's own node, which its entry in the list names.
  transports: Object.fromEntries(chains.map(({ id }) => [id, transport])),
})

let isReturning = rememberedAccount !== null

const isLooking = (status: string) => status === 'connecting' || status === 'reconnecting'

wagmiConfig.subscribe(
  ({ status }) => status,
  (status, before) => {
    if (isLooking(before) && !isLooking(status)) isReturning = false
  },
)

/**
 * Whose wallet may return: the account that was connected when the page was left, from its loading until wagmi has looked. It
 * may be read for, and nothing more: whether it is connected, wagmi alone says.
 */
export function findReturningAccount() {
  return isReturning ? rememberedAccount : null
}
