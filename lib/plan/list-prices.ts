import { isSameAddress } from '../domain/asset'
import type { PricedAsset } from '../domain/value'
import type { AccountSnapshot } from '../protocols/protocol'

/** Oracle prices of whatever can reach a wallet, from wherever the protocol tells one; the first that is told counts. */
export function listPrices(...accounts: readonly AccountSnapshot[]): readonly PricedAsset[] {
  const prices: PricedAsset[] = []
  const isKnown = ({ asset }: PricedAsset) =>
    prices.some((known) => isSameAddress(known.asset.address, asset.address))
  for (const { asset, priceE8 } of accounts.flatMap(listPriced)) {
    // 0 is a price that is missing, not one of nothing.
    if (priceE8 > 0n && !isKnown({ asset, priceE8 })) prices.push({ asset, priceE8 })
  }
  return prices
}

function listPriced({ markets, positions }: AccountSnapshot): readonly PricedAsset[] {
  return [
    ...positions.flatMap(({ collaterals, debts, rewards }) => [...collaterals, ...debts, ...rewards]),
    ...markets.farms.flatMap((farm) => [
      farm,
      { asset: farm.debtAsset, priceE8: farm.debtPriceE8 },
      ...farm.depositAssets,
      // A stake arrives as what was staked.
      ...farm.exposures,
    ]),
  ]
}
