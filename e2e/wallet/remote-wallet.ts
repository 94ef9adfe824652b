import { SignClient } from '@walletconnect/sign-client'
import type { Address } from 'viem'
import { practiceChain } from '../../lib/config/chains'
import { describeWalletError } from '../../lib/execution/wallet-core/wallet-error'
import type { Relay } from './relay'
import { createWalletEngine, type WalletRequest, type WalletSettings } from './wallet-engine'

const CHAIN = `eip155:${practiceChain.id}`

export type RemoteWallet = {
  readonly address: Address
  readonly log: readonly WalletRequest[]
  /** The person scans the code that the page shows, and agrees. */
  readonly scan: (uri: string) => Promise<void>
  /** The person ends the session from inside the wallet. */
  readonly endSession: () => Promise<void>
}

/** A wallet on another device, with WalletConnect's own client: what it signs and sends is the test wallet's. */
export async function createRemoteWallet(relay: Relay, settings: WalletSettings): Promise<RemoteWallet> {
  const engine = createWalletEngine(settings, async () => {})
  const client = await SignClient.init({
    projectId: 'remote-wallet',
    relayUrl: relay.url,
    logger: 'fatal',
    telemetryEnabled: false,
    storageOptions: { database: ':memory:' },
    metadata: { name: 'Remote wallet', description: 'For tests', url: 'https://wallet.test', icons: [] },
  })
  client.on('session_proposal', async ({ id }) => {
    await engine.handle({ method: 'eth_requestAccounts', params: [] })
    const { acknowledged } = await client.approve({
      id,
      namespaces: {
        eip155: {
          chains: [CHAIN],
          accounts: [`${CHAIN}:${engine.address}`],
          methods: ['eth_sendTransaction', 'personal_sign', 'eth_accounts', 'eth_chainId'],
          events: ['accountsChanged', 'chainChanged'],
        },
      },
    })
    await acknowledged()
  })
  client.on('session_request', async ({ id, topic, params: { request } }) => {
    const response = await engine.handle(request).then(
      (result) => ({ id, jsonrpc: '2.0', result: result ?? null }),
      (error: unknown) => ({ id, jsonrpc: '2.0', error: describeWalletError(error) }),
    )
    await client.respond({ topic, response })
  })
  return {
    address: engine.address,
    log: engine.log,
    scan: async (uri) => void (await client.pair({ uri })),
    endSession: async () => {
      for (const { topic } of client.session.getAll()) {
        await client.disconnect({ topic, reason: { code: 6000, message: 'The person ended the session' } })
      }
    },
  }
}
