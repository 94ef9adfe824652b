/** What a wallet answers instead of a result: EIP-1193 and EIP-5792 codes. */
export class WalletError extends Error {
  override readonly name = 'WalletError'
  constructor(
    readonly code: number,
    message: string,
    readonly data?: unknown,
  ) {
    super(message)
  }
}

export const refused = () => new WalletError(4001, 'User rejected the request.')
export const notSupported = (method: string) =>
  new WalletError(4200, `This wallet does not support ${method}.`)
export const unknownChain = (chainId: number) =>
  new WalletError(4902, `Unrecognised chain ${chainId}. Add it with wallet_addEthereumChain first.`)

/** An error as it travels into the page. */
export function convertError(error: unknown): { code: number; message: string; data?: unknown } {
  if (error instanceof WalletError) return { code: error.code, message: error.message, data: error.data }
  return { code: -32603, message: error instanceof Error ? error.message : String(error) }
}
