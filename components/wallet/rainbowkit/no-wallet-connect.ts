/** Stands for WalletConnect's client in a build that does not offer it (`next.config.ts`): nothing there asks for it. */
export const EthereumProvider = {
  init: (): never => {
    throw new Error('WalletConnect is not part of this app.')
  },
}
