import { createConfig, http } from 'wagmi'
import { chains, practiceChain } from './chains'
import { environment } from './environment'

/**
 * What is asked in the same moment goes out as one request. A page reads through one call of a lens, so on the
 * practice chain that gathers the question whether it is one, and elsewhere hardly anything.
 */
const transport = http(environment.rpcUrl, { batch: true, retryCount: 1, timeout: 20_000 })

/** Wallets announce themselves (EIP-6963); none is listed here, so none is loaded before it is asked for. */
export const wagmiConfig = createConfig({
  chains,
  connectors: [],
  multiInjectedProviderDiscovery: true,
  // The pages are exported as HTML: a remembered wallet is read after hydration, never during it.
  ssr: true,
  transports: { [practiceChain.id]: transport },
})
