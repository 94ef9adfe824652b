import { createConfig, http } from 'wagmi'
import { chains, practiceChain } from './chains'
import { environment } from './environment'

/**
 * Requests are not batched: each page reads through one call of a lens, so there is nothing to gather,
 * and a batch would make the first answer wait for the last.
 */
const transport = http(environment.rpcUrl, { batch: false, retryCount: 1, timeout: 20_000 })

/** Wallets announce themselves (EIP-6963); none is listed here, so none is loaded before it is asked for. */
export const wagmiConfig = createConfig({
  chains,
  connectors: [],
  multiInjectedProviderDiscovery: true,
  // The pages are exported as HTML: a remembered wallet is read after hydration, never during it.
  ssr: true,
  transports: { [practiceChain.id]: transport },
})
