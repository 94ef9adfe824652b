import type { Asset } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'

export type DepositChoice = {
  readonly asset: Asset
  /** What was asked for, where the farm does not take it; null where it is what `asset` is. */
  readonly unknown: string | null
}

/** The asset at an address, in whatever letter case; the farm's first where none is asked for, or one that it does not take. */
export function chooseDeposit(
  { depositAssets, debtAsset }: Pick<Farm, 'depositAssets' | 'debtAsset'>,
  address: string | null,
): DepositChoice {
  const asked = address?.trim().toLowerCase()
  const chosen = depositAssets.find(({ asset }) => asset.address.toLowerCase() === asked)
  const asset = (chosen ?? depositAssets[0])?.asset ?? debtAsset
  return { asset, unknown: chosen ? null : address }
}
