import { findToken } from './assets'
import type { RawMarket, RawSnapshot, RawToken } from './raw'
import { findShare, findWrapped } from './shares'

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
  const share = findShare(market, token.token)
  const inside = share?.kind === 'stake' ? findWrapped(share) : undefined
  const staked = inside && namePool(market, inside)
  return staked ? `stk ${staked}` : token.symbol
}

/** "WETH/USDC LP", what moves first; undefined for a token that is no pool's share. */
export function namePool(market: RawMarket, address: RawToken['token']): string | undefined {
  const share = findShare(market, address)
  if (share?.kind !== 'pool-share') return undefined
  const tokens = share.parts.flatMap(({ token }) => findToken(market, token) ?? [])
  const symbols = tokens.sort(byDollarsLast).map((token) => token.symbol)
  return `${symbols.join('/')} LP`
}

/** Orders tokens so that those which move against the dollar come first. */
function byDollarsLast(a: RawToken, b: RawToken): number {
  return Number(a.isDollar) - Number(b.isDollar)
}
