import { isSameAddress } from '../domain/asset'
import { COIN_ADDRESS } from '../domain/coin'
import { isSameUnit, type Unit } from '../domain/unit'
import type { PricedAsset } from '../domain/value'
import type { AccountSnapshot, MarketSnapshot } from '../protocols/protocol'

/**
 * Oracle prices in a unit of whatever can reach a wallet, from wherever the protocol tells one; the first that is told
 * counts.
 */
export function listPrices(
  unit: Unit | undefined,
  ...accounts: readonly AccountSnapshot[]
): readonly PricedAsset[] {
  const prices: PricedAsset[] = []
  const isKnown = ({ asset }: PricedAsset) =>
    prices.some((known) => isSameAddress(known.asset.address, asset.address))
  for (const { asset, priceE8 } of accounts.flatMap((account) => listPriced(unit, account))) {
    // 0 is a price that is missing, not one of nothing.
    if (priceE8 > 0n && !isKnown({ asset, priceE8 })) prices.push({ asset, priceE8 })
  }
  return [...prices, ...priceCoin(prices, accounts[0]?.markets)]
}

/** The chain's coin is worth what it is wrapped as. */
export function priceCoin(
  prices: readonly PricedAsset[],
  markets: Pick<MarketSnapshot, 'wrappedCoin'> | undefined,
): readonly PricedAsset[] {
  const token = markets?.wrappedCoin?.token
  const wrapped = token && prices.find(({ asset }) => isSameAddress(asset.address, token))
  return wrapped ? [{ ...wrapped, asset: { ...wrapped.asset, address: COIN_ADDRESS } }] : []
}

function listPriced(unit: Unit | undefined, { markets, positions }: AccountSnapshot): readonly PricedAsset[] {
  const isCountedSo = (counted: { readonly unit?: Unit }) => isSameUnit(counted.unit, unit)
  return [
    ...positions
      .filter(isCountedSo)
      .flatMap(({ collaterals, debts, rewards }) => [...collaterals, ...debts, ...rewards]),
    ...markets.farms.filter(isCountedSo).flatMap((farm) => [
      farm,
      { asset: farm.debtAsset, priceE8: farm.debtPriceE8 },
      ...farm.depositAssets,
      // A stake arrives as what was staked.
      ...farm.exposures,
    ]),
  ]
}
