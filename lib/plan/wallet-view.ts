import { type Asset, type AssetAmount, isSameAddress } from '../domain/asset'
import { findHeld } from '../domain/coin'
import type { AccountSnapshot } from '../protocols/protocol'

/** The account's wallet balances of these assets, the chain's coin among them; 0n of what it does not know. */
export function findBalances(account: AccountSnapshot, assets: readonly Asset[]): readonly AssetAmount[] {
  return assets.map((asset) => ({ asset, amount: findHeld(account, asset) }))
}

/** Balances with a plan's changes added. */
export function applyWalletChanges(
  wallet: readonly AssetAmount[],
  changes: readonly AssetAmount[],
): readonly AssetAmount[] {
  return wallet.map(({ asset, amount }) => ({
    asset,
    amount: changes
      .filter((change) => isSameAddress(change.asset.address, asset.address))
      .reduce((sum, change) => sum + change.amount, amount),
  }))
}
