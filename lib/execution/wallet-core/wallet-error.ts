/** What a wallet may answer instead of a result: the codes of EIP-1193, EIP-3085, EIP-5792 and JSON-RPC, by what they say. */
const CODES = {
  refused: 4001,
  'not-authorised': 4100,
  unsupported: 4200,
  disconnected: 4900,
  'other-chain': 4901,
  'unknown-chain': 4902,
  'unknown-batch': 5730,
  'bad-parameters': -32602,
  internal: -32603,
} as const

export class WalletError extends Error {
  override readonly name = 'WalletError'
  readonly code: number

  constructor(kind: keyof typeof CODES, message: string) {
    super(message)
    this.code = CODES[kind]
  }
}

/** An error as it leaves the wallet's process: what is none of its own is "internal", in its own words. */
export function describeWalletError(error: unknown): { readonly code: number; readonly message: string } {
  if (error instanceof WalletError) return { code: error.code, message: error.message }
  return { code: CODES.internal, message: error instanceof Error ? error.message : String(error) }
}
