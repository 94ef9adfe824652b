import { chains } from '../config/chains'
import { type Asset, isSameAddress } from '../domain/asset'
import { COIN_ADDRESS } from '../domain/coin'
import type { MarketSnapshot } from '../protocols/protocol'

/** Each the same object at any time: forms plan anew where an asset is another. */
const coins: ReadonlyMap<number, Asset> = new Map(
  chains.map(({ id, nativeCurrency }) => [id, { address: COIN_ADDRESS, ...nativeCurrency }]),
)
const [first] = chains
const unknown: Asset = { address: COIN_ADDRESS, ...first.nativeCurrency }

/** The coin that pays a chain's network fees. It has no contract, so its address is zero. */
export function nativeCoinOf(chainId: number): Asset {
  return coins.get(chainId) ?? unknown
}

type Of = Pick<MarketSnapshot, 'chainId' | 'wrappedCoin'>

/** These assets, and right after what the chain's coin is wrapped as the coin, where operations take it. */
export function offerCoin(assets: readonly Asset[], markets: Of): readonly Asset[] {
  return assets.flatMap((asset) => [asset, ...listCoin(markets, asset)])
}

/** The same of what goes to the wallet. */
export function offerCoinBack(assets: readonly Asset[], markets: Of): readonly Asset[] {
  return markets.wrappedCoin?.isGiven ? offerCoin(assets, markets) : assets
}

function listCoin({ chainId, wrappedCoin }: Of, { address }: Asset): readonly Asset[] {
  return wrappedCoin && isSameAddress(address, wrappedCoin.token) ? [nativeCoinOf(chainId)] : []
}
