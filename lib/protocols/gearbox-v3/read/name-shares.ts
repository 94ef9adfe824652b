import { isSameAddress } from '../../../domain/asset'
import { isDollarLike } from '../../../domain/liquidation'
import type { RawMarket, RawSnapshot, RawToken } from './raw'

/**
 * Pool shares and staked shares under names that people use, "WETH/USDC LP" and "stk WETH/USDC LP", made of
 * the symbols of what is inside: their own symbols ("B-50WETH-50USDC") name the contract rather than the thing.
 */
export function nameShares(snapshot: RawSnapshot): RawSnapshot {
  const nameAll = (market: RawMarket): RawMarket => ({
    ...market,
    tokens: market.tokens.map((token) => ({ ...token, symbol: nameShare(market, token) })),
  })
  return { ...snapshot, markets: snapshot.markets.map(nameAll) }
}

function nameShare(market: RawMarket, token: RawToken): string {
  const pool = namePool(market, token.token)
  if (pool) return pool
  const staking = market.stakings.find((s) => isSameAddress(s.phantomToken, token.token))
  const staked = staking && namePool(market, staking.stakingToken)
  return staked ? `stk ${staked}` : token.symbol
}

/** "WETH/USDC LP", what moves first; undefined for a token that is no pool's share. */
export function namePool(market: RawMarket, address: RawToken['token']): string | undefined {
  const pool = market.balancerPools.find((p) => isSameAddress(p.pool, address))
  const tokens = pool?.tokens.flatMap((t) => market.tokens.filter((token) => isSameAddress(token.token, t)))
  return (
    tokens &&
    `${[...tokens]
      .sort(byDollarsLast)
      .map((token) => token.symbol)
      .join('/')} LP`
  )
}

/** Orders tokens so that those which move against the dollar come first. */
export function byDollarsLast(a: RawToken, b: RawToken): number {
  return Number(isDollarLike(a.price)) - Number(isDollarLike(b.price))
}
