import { type Address, type Asset, type AssetAmount, isSameAddress, type NamedSpender } from './asset'

/** What a wallet holds of an asset, and what of it may be taken, by whom. */
export type WalletAsset = {
  readonly asset: Asset
  readonly balance: bigint
  readonly allowances: readonly (NamedSpender & { readonly amount: bigint })[]
}

/** What a wallet holds of an asset, in its smallest unit; 0n of what was not read. */
export function findBalance(wallet: readonly WalletAsset[], { address }: Pick<Asset, 'address'>): bigint {
  return wallet.find(({ asset }) => isSameAddress(asset.address, address))?.balance ?? 0n
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
