import { computePriceImpactWad } from '../../../../domain/amm'
import { type Address, isSameAddress } from '../../../../domain/asset'
import { type ConcentratedPool, quoteConcentrated } from '../../../../domain/concentrated-swap'
import { max, mulDivUp, WAD } from '../../../../domain/math'
import { Q96 } from '../../../../domain/ticks'
import type { Exchange, Quote, Trade } from '../venue'
import { type Asked, askQuoter, type Quoter } from './ask-quoter'
import type { UniswapV3Pool } from './read'

/** Fees are in millionths of what is put in. */
const FEE_UNIT = 1_000_000n
const Q192 = Q96 * Q96

/** A pool, and what one's own trades made of it. */
type Way = {
  /** As it was read. */
  readonly start: UniswapV3Pool
  /** As it is after them; null once they went beyond what was read of it. */
  readonly now: ConcentratedPool | null
  readonly sold: Sold | null
  readonly quoter: Quoter | null
}

/** All trades so far as one, which the chain can quote anew with the next; null instead where they went both ways. */
type Sold = { readonly from: Address | null; readonly amountIn: bigint; readonly amountOut: bigint }

type Amounts = Pick<Quote, 'amountIn' | 'amountOut'>

/** A pool to trade in. Without a quoter there is no quote of what goes beyond what was read of it. */
export function openExchange(pool: UniswapV3Pool, quoter: Quoter | null): Exchange {
  return exchangeAt({ start: pool, now: pool, sold: { from: null, amountIn: 0n, amountOut: 0n }, quoter })
}

/**
 * Of one pair's pools, whatever their fees, the one where the whole of a trade is best, and of two alike the first. The
 * chain is asked only where no pool takes all of it within what was read: nobody waits for a pool that is thin anyway.
 */
export function findBestExchange(
  pools: readonly UniswapV3Pool[],
  trade: Trade,
  quoter: Quoter,
): Exchange | null {
  const best = findBestPool(pools, trade, null) ?? findBestPool(pools, trade, quoter)
  return best && openExchange(best, quoter)
}

function findBestPool(
  pools: readonly UniswapV3Pool[],
  trade: Trade,
  quoter: Quoter | null,
): UniswapV3Pool | null {
  let best: { readonly pool: UniswapV3Pool; readonly quote: Quote } | null = null
  for (const pool of pools) {
    const quote = openExchange(pool, quoter).quote(trade)
    if (quote && (!best || isBetter(quote, best.quote))) best = { pool, quote }
  }
  return best?.pool ?? null
}

function isBetter(one: Amounts, other: Amounts): boolean {
  return one.amountOut > other.amountOut || one.amountIn < other.amountIn
}

function exchangeAt(way: Way): Exchange {
  const { start, now } = way
  return {
    place: { venue: 'Uniswap V3', pool: start.address, feePips: Number(start.feePips) },
    quote: (trade) => (trade.amount > 0n && deals(start, trade) ? quoteTrade(way, trade) : null),
    withoutAsking: () => exchangeAt({ ...way, quoter: null }),
    computeMostOut: (from, amountIn) => computeOutAtPrice(now ?? start, isToken0(start, from), amountIn),
  }
}

function deals({ token0, token1 }: UniswapV3Pool, { from, to }: Trade): boolean {
  const [tokenIn, tokenOut] = isSameAddress(from, token0) ? [token0, token1] : [token1, token0]
  return isSameAddress(from, tokenIn) && isSameAddress(to, tokenOut)
}

function isToken0({ token0 }: UniswapV3Pool, token: Address): boolean {
  return isSameAddress(token, token0)
}

function quoteTrade(way: Way, trade: Trade): Quote | null {
  const { start, now, sold, quoter } = way
  const { exact, amount, from } = trade
  const quote = now && quoteConcentrated(now, { isDown: isToken0(start, from), exact, amount })
  if (quote) return conclude(way, trade, quote, { now: quote.after, sold: sell(sold, trade, quote) })
  if (!quoter || !sold || !isOneWay(sold, trade)) return null
  const total = askQuoter(quoter, Number(start.feePips), {
    ...trade,
    amount: amount + (exact === 'in' ? sold.amountIn : sold.amountOut),
  })
  if (total === null) return null
  return conclude(way, trade, takeLast(start, sold, total, trade), {
    now: null,
    sold: { from, amountIn: total.amountIn, amountOut: total.amountOut },
  })
}

function isOneWay(sold: Sold, { from }: Trade): boolean {
  return sold.from === null || isSameAddress(sold.from, from)
}

function sell(sold: Sold | null, trade: Trade, { amountIn, amountOut }: Amounts): Sold | null {
  if (!sold || !isOneWay(sold, trade)) return null
  return {
    from: trade.from,
    amountIn: sold.amountIn + amountIn,
    amountOut: sold.amountOut + amountOut,
  }
}

/**
 * The last of several trades, out of all of them quoted as one. One by one they are rounded more often, by a unit or two of
 * each asset: four are left, those of the other asset at the price where they weigh most, before all trades or after.
 */
function takeLast(start: UniswapV3Pool, sold: Sold, total: Asked, { from, exact }: Trade): Amounts {
  if (sold.from === null) return total
  const amountIn = total.amountIn - sold.amountIn
  const amountOut = total.amountOut - sold.amountOut
  if (exact === 'in') {
    const slack = 4n + computeOutAtPrice(start, isToken0(start, from), 4n)
    return { amountIn, amountOut: max(0n, amountOut - slack) }
  }
  const { feePips } = start
  const slack = 4n + computeInAtPrice({ ...total, feePips }, isToken0(start, from), 4n)
  return { amountIn: amountIn + slack, amountOut }
}

function conclude(
  { start, quoter }: Way,
  { from }: Trade,
  { amountIn, amountOut }: Amounts,
  after: Pick<Way, 'now' | 'sold'>,
): Quote {
  const atPrice = computeOutAtPrice(start, isToken0(start, from), amountIn)
  return {
    amountIn,
    amountOut,
    feeWad: (start.feePips * WAD) / FEE_UNIT,
    priceImpactWad: computePriceImpactWad(amountOut, atPrice),
    after: exchangeAt({ start, quoter, ...after }),
  }
}

type Priced = Pick<ConcentratedPool, 'sqrtPriceX96' | 'feePips'>

/** What is put in, less the fee, at one price, rounded up. */
function computeOutAtPrice({ sqrtPriceX96, feePips }: Priced, isDown: boolean, amountIn: bigint): bigint {
  const [numerator, denominator] = ratioOf(sqrtPriceX96, isDown)
  return mulDivUp(amountIn * (FEE_UNIT - feePips), numerator, FEE_UNIT * denominator)
}

/** What is put in for that at one price, with the fee, rounded up. */
function computeInAtPrice({ sqrtPriceX96, feePips }: Priced, isDown: boolean, amountOut: bigint): bigint {
  const [numerator, denominator] = ratioOf(sqrtPriceX96, isDown)
  return mulDivUp(amountOut * FEE_UNIT, denominator, numerator * (FEE_UNIT - feePips))
}

/** What is taken out to what is put in. */
function ratioOf(sqrtPriceX96: bigint, isDown: boolean): readonly [bigint, bigint] {
  const square = sqrtPriceX96 * sqrtPriceX96
  return isDown ? [square, Q192] : [Q192, square]
}
