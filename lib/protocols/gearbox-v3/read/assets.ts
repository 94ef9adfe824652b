import type { Address, Asset } from '../../../domain/asset'
import { WAD } from '../../../domain/math'
import type { PriceExposure } from '../../../domain/position'
import type { PricedAsset } from '../../../domain/value'
import { oncePerMarket } from './once-per-market'
import type { RawMarket, RawToken } from './raw'
import { findShare, findWrapped } from './shares'

const tokensOf = oncePerMarket(
  (market) => new Map(market.tokens.map((token) => [token.token.toLowerCase(), token])),
)

/** A market's token by address; undefined where it is no collateral there. */
export function findToken(market: RawMarket, address: Address): RawToken | undefined {
  return tokensOf(market).get(address.toLowerCase())
}

/** As `findToken`, for an address that the chain itself put into this market. Throws where it is not there. */
export function tokenOf(market: RawMarket, address: Address): RawToken {
  const token = findToken(market, address)
  if (!token) throw new Error(`Token ${address} is no collateral of credit manager ${market.creditManager}`)
  return token
}

export function convertAsset(token: RawToken): Asset {
  return { address: token.token, symbol: token.symbol, name: token.name, decimals: token.decimals }
}

export function convertPriced(token: RawToken): PricedAsset {
  return { asset: convertAsset(token), priceE8: token.price }
}

/**
 * Which base assets' prices a token's oracle price follows. A share of one thing follows that (a staked balance what
 * is staked, a vault share its asset), a share of several each of them by its weight, anything else itself.
 */
export function convertExposures(market: RawMarket, address: Address): readonly PriceExposure[] {
  const share = findShare(market, address)
  const wrapped = share && findWrapped(share)
  if (wrapped) return convertExposures(market, wrapped)
  const parts = share?.parts ?? [{ token: address, weightWad: WAD }]
  return parts.map(({ token, weightWad }) => {
    const base = tokenOf(market, token)
    return { ...convertPriced(base), elasticityWad: weightWad, isDollar: base.isDollar }
  })
}
