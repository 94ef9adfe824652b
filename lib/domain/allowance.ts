import type { Address, Asset, AssetAmount, NamedSpender } from './asset'

/** What a wallet holds of an asset, and what of it may be taken, by whom. */
export type WalletAsset = {
  readonly asset: Asset
  readonly balance: bigint
  readonly allowances: readonly (NamedSpender & { readonly amount: bigint })[]
}

/** Whether any of it may still be taken. */
export function isLeftAllowed({ wallet }: { readonly wallet: readonly WalletAsset[] }): boolean {
  return wallet.some(({ allowances }) => allowances.some(({ amount }) => amount > 0n))
}

/** What somebody may still take of a wallet's tokens: `amount` of `asset`, and who. */
export type Allowance = AssetAmount & NamedSpender

/** To take back what `allowance.spender` may still take of `allowance.asset`. */
export type RevokeIntent = {
  readonly kind: 'revoke'
  readonly owner: Address
  readonly allowance: Allowance
}
