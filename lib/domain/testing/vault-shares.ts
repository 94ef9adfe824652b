import { mulDiv, type Rounding } from '../math'

/** An ERC-4626 vault at one block. */
export type VaultState = {
  /** In the asset's smallest unit. */
  readonly totalAssets: bigint
  /** In the share's smallest unit. */
  readonly totalSupply: bigint
  /**
   * OpenZeppelin's `_decimalsOffset()`: 10^offset virtual shares stand against 1 virtual unit of the asset.
   * null for a vault without virtual shares.
   */
  readonly decimalsOffset: number | null
}

/** Shares for an amount of the asset; down is `ERC4626.previewDeposit` of OpenZeppelin 4.9 without a fee. */
export function convertToShares(vault: VaultState, assets: bigint, rounding: Rounding): bigint {
  const { shares, total } = withVirtual(vault)
  if (shares === 0n || total === 0n) return assets
  return mulDiv(assets, shares, total, rounding)
}

/** What shares are worth in the asset; down is `ERC4626.previewRedeem`. */
export function convertToAssets(vault: VaultState, shares: bigint, rounding: Rounding): bigint {
  const { shares: supply, total } = withVirtual(vault)
  if (supply === 0n) return shares
  return mulDiv(shares, total, supply, rounding)
}

function withVirtual({ totalAssets, totalSupply, decimalsOffset }: VaultState) {
  return decimalsOffset === null
    ? { shares: totalSupply, total: totalAssets }
    : { shares: totalSupply + 10n ** BigInt(decimalsOffset), total: totalAssets + 1n }
}
