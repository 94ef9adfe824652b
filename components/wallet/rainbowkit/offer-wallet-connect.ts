import { connectorsForWallets } from '@rainbow-me/rainbowkit'
import { walletConnectWallet } from '@rainbow-me/rainbowkit/wallets'
import type { Config, Connector } from 'wagmi'

/** A code to scan in RainbowKit's window or, on a phone, a link into the wallet's app. */
const createWallet: typeof walletConnectWallet = (parameters) => ({
  ...walletConnectWallet(parameters),
  // Under WalletConnect's own id RainbowKit would also offer that project's window, which is not installed.
  id: 'wallet-connect',
  mobile: { getUri: (uri) => uri },
})

/** Adds WalletConnect to the wallets that can be chosen, once, and answers its connector. Asks no host for anything. */
export function offerWalletConnect(config: Config, projectId: string): Connector | undefined {
  const { connectors } = config._internal
  const findOffered = () => config.connectors.find(({ type }) => type === 'walletConnect')
  if (findOffered()) return findOffered()
  const created = connectorsForWallets([{ groupName: 'Elsewhere', wallets: [createWallet] }], {
    appName: 'Furrow',
    projectId,
  })
  // Its own set-up fetches the client and asks the relay: that is for whoever chooses it.
  const quiet = created.map((create) =>
    connectors.setup((parameters) => ({ ...create(parameters), setup: undefined })),
  )
  connectors.setState((known) => [...known, ...quiet])
  return findOffered()
}
