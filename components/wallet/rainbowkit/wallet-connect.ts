import { useEffect, useState } from 'react'
import { type Config, type Connector, useConfig, useConnection } from 'wagmi'
import { reconnect } from 'wagmi/actions'
import { environment } from '../../../lib/config/environment'

/** What wagmi remembers of whoever connected by it: the id that `offerWalletConnect` gives it. */
const RECENT_ID = 'wallet-connect'

const projectId = environment.walletConnectProjectId

/** Offers WalletConnect; null where it is not configured. Its code is fetched by the call, its client when it is chosen. */
export const loadWalletConnect =
  projectId === null
    ? null
    : (config: Config) =>
        import('./offer-wallet-connect').then(({ offerWalletConnect }) =>
          offerWalletConnect(config, projectId),
        )

/** Connects whoever left with WalletConnect again: wagmi does that for wallets that it knows when the page starts. */
export function useReturningWalletConnect(): void {
  const config = useConfig()
  const { status } = useConnection()
  const [connector, setConnector] = useState<Connector | null>(null)

  useEffect(() => {
    if (!loadWalletConnect) return
    const load = loadWalletConnect
    Promise.resolve(config.storage?.getItem('recentConnectorId'))
      .then((recent) => (recent === RECENT_ID ? load(config) : undefined))
      // Without a network it is as if nobody had been connected; the button is there.
      .then(
        (loaded) => setConnector(loaded ?? null),
        () => undefined,
      )
  }, [config])

  useEffect(() => {
    if (!connector || status !== 'disconnected') return
    setConnector(null)
    // wagmi's hook for this would bring a whole kind of requests into each page.
    reconnect(config, { connectors: [connector] }).catch(() => undefined)
  }, [config, connector, status])
}
