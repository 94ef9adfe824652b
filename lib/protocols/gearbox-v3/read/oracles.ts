import { type Address, isSameAddress } from '../../../domain/asset'
import type { OracleReading } from '../../../domain/oracle'
import { computeUnit, computeValueE8 } from '../../../domain/value'
import { venueReaders } from '../venues/readers'
import type { PoolSide } from '../venues/venue'
import { convertAsset, convertExposures, findToken } from './assets'
import { oncePerMarket } from './once-per-market'
import type { RawMarket, RawToken } from './raw'

const NO_FEED = 0n

type Pools = readonly (readonly PoolSide[])[]

/** The oracle's readings of every base asset that these tokens' prices follow, once each, in the order given. */
export function convertOracles(market: RawMarket, tokens: readonly Address[]): readonly OracleReading[] {
  const bases = tokens.flatMap((token) => convertExposures(market, token))
  const keys = new Set(bases.map(({ asset }) => asset.address.toLowerCase()))
  return [...keys].flatMap((key) => readingsOf(market).get(key) ?? [])
}

const readingsOf = oncePerMarket((market) => {
  const pools = venueReaders.flatMap((venue) => venue.listPriceSources?.(market) ?? [])
  return new Map(
    market.tokens.map((token) => [token.token.toLowerCase(), convertOracle(market, pools, token)]),
  )
})

function convertOracle(market: RawMarket, pools: Pools, token: RawToken): OracleReading {
  return {
    asset: convertAsset(token),
    feed: BigInt(token.feed) === NO_FEED ? null : token.feed,
    priceE8: token.price,
    updatedAtSeconds: token.feedUpdatedAt > 0n ? token.feedUpdatedAt : null,
    stalenessSeconds: token.feedStaleness > 0n ? token.feedStaleness : null,
    marketPriceE8: findMarketPriceE8(market, pools, token),
  }
}

/**
 * The price in the deepest pool that this market's adapters trade in, at the oracle's price of the other side.
 * A pool tells a ratio only, so what a dollar is worth is told by pools against other dollars alone: against
 * ether, ether's own error would look like the dollar's.
 */
function findMarketPriceE8(market: RawMarket, pools: Pools, token: RawToken): bigint | null {
  let deepest: { readonly depthE8: bigint; readonly priceE8: bigint } | null = null
  for (const sides of pools) {
    const own = sides.find((side) => isSameAddress(side.token, token.token))
    if (!own || own.balance === 0n || own.weight === 0n) continue
    for (const other of sides) {
      const quote = findToken(market, other.token)
      if (!quote || other === own || quote.price === 0n || other.balance === 0n || other.weight === 0n)
        continue
      if (token.isDollar && !quote.isDollar) continue
      const depthE8 = computeValueE8(other.balance, quote.price, quote.decimals)
      if (deepest && deepest.depthE8 >= depthE8) continue
      deepest = { depthE8, priceE8: computeSpotE8(token, own, quote, other) }
    }
  }
  return deepest?.priceE8 ?? null
}

/** (balance / weight) of the other side, over the same of its own, at the other's price: a weighted pool's spot price. */
function computeSpotE8(token: RawToken, own: PoolSide, quote: RawToken, other: PoolSide): bigint {
  const numerator = other.balance * own.weight * quote.price * computeUnit(token.decimals)
  return numerator / (own.balance * other.weight * computeUnit(quote.decimals))
}
