/** A 20-byte account or contract address, as the chain or our code gave it. */
export type Address = `0x${string}`

/** A token. `symbol` and `name` come from the token's own contract: show them as text, never trust them. */
export type Asset = {
  readonly address: Address
  readonly symbol: string
  readonly name: string
  readonly decimals: number
}

/** `amount` is in the asset's smallest unit. */
export type AssetAmount = {
  readonly asset: Asset
  readonly amount: bigint
}

/** Whether two addresses are the same account, whatever their checksum casing. */
export function isSameAddress(a: Address, b: Address): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** Who may take tokens, and what that is, from code: "Aave pool". */
export type NamedSpender = { readonly spender: Address; readonly spenderName: string }
