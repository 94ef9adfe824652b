import type { Asset } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import type { MarketSnapshot } from '../../lib/protocols/protocol'
import { offerCoin } from '../../lib/queries/native-coin'

export type DepositChoice = {
  readonly asset: Asset
  /** What was asked for, where the farm does not take it; null where it is what `asset` is. */
  readonly unknown: string | null
}

/** What a farm takes, with the chain's coin where that is one of them. */
export function listDeposits(
  { depositAssets }: Pick<Farm, 'depositAssets'>,
  markets: MarketSnapshot,
): readonly Asset[] {
  return offerCoin(
    depositAssets.map(({ asset }) => asset),
    markets,
  )
}

/** The asset at an address, in whatever letter case; the first where none is asked for, or one that is not taken. */
export function chooseDeposit(
  assets: readonly Asset[],
  { debtAsset }: Pick<Farm, 'debtAsset'>,
  address: string | null,
): DepositChoice {
  const asked = address?.trim().toLowerCase()
  const chosen = assets.find((asset) => asset.address.toLowerCase() === asked)
  return { asset: chosen ?? assets[0] ?? debtAsset, unknown: chosen ? null : address }
}
