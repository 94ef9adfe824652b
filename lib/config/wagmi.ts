import { createConfig, http } from 'wagmi'
import { chains } from './chains'
import { fetchPatiently } from './fetch-patiently'

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
