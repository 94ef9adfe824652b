import { type Address, isSameAddress } from '../../../domain/asset'
import { Q96 } from '../../../domain/ticks'
import { computeUnit, computeValueE8 } from '../../../domain/value'
import { isDollar } from '../addresses'
import type { UniswapV3Pool } from '../venues/uniswap-v3/read'
import type { RawReserve, RawSnapshot } from './raw'

/**
 * The price in the deepest of the pools that were read, at the oracle's price of the other side; null where none trades it.
 * A pool tells a ratio only, so what a dollar is worth is told by pools against other dollars alone: against ether, ether's own
 * error would look like the dollar's. Rounded down.
 */
export function findMarketPriceE8(
  { pools, reserves, structure }: Pick<RawSnapshot, 'pools' | 'reserves' | 'structure'>,
  own: RawReserve,
): bigint | null {
  const isPegged = (token: Address) => isDollar(structure.chainId, token)
  let deepest: { readonly depthE8: bigint; readonly priceE8: bigint } | null = null
  for (const pool of pools) {
    const other = findOtherSide(pool, own.underlying)
    const quote = other && reserves.find(({ underlying }) => isSameAddress(underlying, other))
    if (!quote || quote.priceE8 <= 0n || pool.sqrtPriceX96 <= 0n) continue
    if (isPegged(own.underlying) && !isPegged(quote.underlying)) continue
    const depthE8 = computeDepthE8(pool, quote)
    if (depthE8 > (deepest?.depthE8 ?? 0n)) deepest = { depthE8, priceE8: computeSpotE8(pool, own, quote) }
  }
  return deepest?.priceE8 ?? null
}

function findOtherSide({ token0, token1 }: UniswapV3Pool, token: Address): Address | null {
  if (isSameAddress(token0, token)) return token1
  return isSameAddress(token1, token) ? token0 : null
}

/** What the liquidity at the price stands for on the other side, as if it were everywhere. */
function computeDepthE8({ liquidity, sqrtPriceX96, token0 }: UniswapV3Pool, quote: RawReserve): bigint {
  const amount = isSameAddress(token0, quote.underlying)
    ? (liquidity * Q96) / sqrtPriceX96
    : (liquidity * sqrtPriceX96) / Q96
  return computeValueE8(amount, quote.priceE8, quote.config.decimals)
}

/** The pool's own price is of its second token, for a unit of the first. */
function computeSpotE8({ sqrtPriceX96, token0 }: UniswapV3Pool, own: RawReserve, quote: RawReserve): bigint {
  const [square, whole] = [sqrtPriceX96 * sqrtPriceX96, Q96 * Q96]
  const [numerator, denominator] = isSameAddress(token0, own.underlying) ? [square, whole] : [whole, square]
  const worth = numerator * quote.priceE8 * computeUnit(own.config.decimals)
  return worth / (denominator * computeUnit(quote.config.decimals))
}
