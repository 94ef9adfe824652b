/** Stands for WalletConnect's own window in the build (`next.config.ts`): RainbowKit's is shown, and this one never asked for. */
export function createAppKit(): never {
  throw new Error('WalletConnect’s own window is not part of this app.')
}
