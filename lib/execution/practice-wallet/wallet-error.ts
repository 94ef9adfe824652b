/** An error as wallets answer it: EIP-1193's and JSON-RPC's codes. */
export class WalletError extends Error {
  override readonly name = 'WalletError'
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

export const refused = () => new WalletError(4001, 'You rejected the request in the practice wallet.')
export const notAuthorised = () => new WalletError(4100, 'Connect the practice wallet first.')
export const unsupported = (method: string) =>
  new WalletError(4200, `The practice wallet does not support ${method}.`)
export const notPractice = () =>
  new WalletError(4900, 'The practice chain does not answer, so the practice wallet does not sign.')
export const unknownChain = () => new WalletError(4902, 'The practice wallet knows the practice chain only.')
export const badParameters = (why: string) => new WalletError(-32602, why)
