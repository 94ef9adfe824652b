import { type Asset, isSameAddress } from '../../lib/domain/asset'
import { findBalance } from '../../lib/domain/wallet'
import type { ManageSource } from './use-planner'

/** What the farm takes, what the wallet has of it first; without a farm what is held or owed already. */
export function listDepositAssets({ account, position, farm }: ManageSource): readonly Asset[] {
  const all = farm?.depositAssets ?? [...position.debts, ...position.collaterals]
  const assets = all
    .map(({ asset }) => asset)
    .filter((a, i, list) => list.findIndex((b) => isSameAddress(a.address, b.address)) === i)
  const isHeld = (asset: Asset) => findBalance(account.wallet, asset) > 0n
  return [...assets.filter(isHeld), ...assets.filter((asset) => !isHeld(asset))]
}
