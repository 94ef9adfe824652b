import { type Hex, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { type Config, createConfig } from 'wagmi'
import { connect } from 'wagmi/actions'
import { practiceChain } from '../../../lib/config/chains'
import { connectorOf } from '../../../lib/execution/testing/fake-wallet'
import { createWalletEngine, type WalletBehaviour } from '../wallet-engine'

/** The tests' wallet with that key, connected to a page's config without a page around it. */
export async function connectEngine(rpcUrl: string, privateKey: Hex, behaviour: WalletBehaviour) {
  const owner = privateKeyToAccount(privateKey).address
  const settings = { rpcUrl, privateKey, behaviour: { isConnected: true, ...behaviour } }
  const engine = createWalletEngine(settings, async () => {})
  const config: Config = createConfig({
    chains: [practiceChain],
    connectors: [connectorOf(owner, ({ method, params = [] }) => engine.handle({ method, params }))],
    transports: { [practiceChain.id]: http(rpcUrl) },
    multiInjectedProviderDiscovery: false,
    pollingInterval: 50,
    storage: null,
  })
  const [connector] = config.connectors
  if (!connector) throw new Error('no connector')
  await connect(config, { connector })
  return { config, engine, owner }
}
