import { type Address, type Asset, isSameAddress } from '../../../domain/asset'
import { WAD } from '../../../domain/math'
import type { PriceExposure } from '../../../domain/position'
import type { PricedAsset } from '../../../domain/value'
import type { RawMarket, RawToken } from './raw'

/** A market's token by address; undefined where it is no collateral there. */
export function findToken(market: RawMarket, address: Address): RawToken | undefined {
  return market.tokens.find((token) => isSameAddress(token.token, address))
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
 * Which base assets' prices a token's oracle price follows. A staked balance follows what is staked, a vault
 * share its asset, a weighted pool's share each token by its weight (the fair value of a constant-product
 * pool is k · Π price ^ weight), anything else itself.
 */
export function convertExposures(market: RawMarket, address: Address): readonly PriceExposure[] {
  const staking = market.stakings.find((s) => isSameAddress(s.phantomToken, address))
  if (staking) return convertExposures(market, staking.stakingToken)
  const vault = market.vaults.find((v) => isSameAddress(v.vault, address))
  if (vault) return convertExposures(market, vault.asset)
  const pool = market.balancerPools.find((p) => isSameAddress(p.pool, address))
  if (pool) {
    return pool.tokens.map((token, i) => ({
      ...convertPriced(tokenOf(market, token)),
      elasticityWad: pool.weights[i] ?? 0n,
    }))
  }
  return [{ ...convertPriced(tokenOf(market, address)), elasticityWad: WAD }]
}
