import { computeSwapStep } from './concentrated-step'
import { MAX_TICK, MIN_TICK } from './tick-range'
import {
  computeSqrtPriceAtTickX96,
  findTickAtSqrtPrice,
  MAX_SQRT_PRICE_X96,
  MIN_SQRT_PRICE_X96,
} from './ticks'

/** A pool whose liquidity lies between ticks, as far as it was read. */
export type ConcentratedPool = {
  readonly sqrtPriceX96: bigint
  readonly tick: number
  readonly liquidity: bigint
  /** In millionths. */
  readonly feePips: bigint
  readonly tickSpacing: number
  /** Where liquidity begins (positive) or ends as the price rises; ascending, all that there are from `from` to `to`. */
  readonly ticks: readonly { readonly tick: number; readonly liquidityNet: bigint }[]
  readonly from: number
  readonly to: number
}

export type ConcentratedTrade = {
  /** Whether token 0 is put in, so that the price falls. */
  readonly isDown: boolean
  readonly exact: 'in' | 'out'
  readonly amount: bigint
}

export type ConcentratedQuote = {
  readonly amountIn: bigint
  readonly amountOut: bigint
  readonly after: ConcentratedPool
}

type Place = Pick<ConcentratedPool, 'sqrtPriceX96' | 'tick' | 'liquidity'>
type Advance = { readonly place: Place; readonly paid: bigint; readonly got: bigint }

/**
 * What a swap takes and gives, and the pool after it: `UniswapV3Pool.swap` without a limit of the price, to the unit.
 * Null where it needs more than the pool has, or than was read of it.
 */
export function quoteConcentrated(
  pool: ConcentratedPool,
  trade: ConcentratedTrade,
): ConcentratedQuote | null {
  let place: Place = pool
  let [paid, got] = [0n, 0n]
  const left = () => trade.amount - (trade.exact === 'in' ? paid : got)
  while (left() > 0n) {
    const advance = advanceToTick(pool, place, { ...trade, amount: left() })
    if (advance === null) return null
    const isStuck = advance.place.sqrtPriceX96 === place.sqrtPriceX96 && advance.place.tick === place.tick
    paid += advance.paid
    got += advance.got
    place = advance.place
    // The end of all prices.
    if (isStuck && left() > 0n) return null
  }
  const { sqrtPriceX96, tick, liquidity } = place
  return { amountIn: paid, amountOut: got, after: { ...pool, sqrtPriceX96, tick, liquidity } }
}

/** As far as the next tick where liquidity may change, or less far where no more is asked for. */
function advanceToTick(pool: ConcentratedPool, place: Place, trade: ConcentratedTrade): Advance | null {
  const { isDown } = trade
  if (!isWithin(pool, place, isDown)) return null
  const next = findNextTick(pool, place.tick, isDown)
  const boundary = computeSqrtPriceAtTickX96(next.tick)
  const step = computeSwapStep({
    ...trade,
    sqrtPriceX96: place.sqrtPriceX96,
    targetX96: withinLimits(boundary),
    liquidity: place.liquidity,
    feePips: pool.feePips,
  })
  if (step === null) return null
  const { sqrtPriceX96 } = step
  const advance = { paid: step.amountIn + step.fee, got: step.amountOut }
  if (sqrtPriceX96 === boundary) {
    if (next.isEnd) return null
    const liquidity = place.liquidity + (isDown ? -next.liquidityNet : next.liquidityNet)
    return { ...advance, place: { sqrtPriceX96, tick: isDown ? next.tick - 1 : next.tick, liquidity } }
  }
  const [from, to] = isDown ? [next.tick, place.tick] : [place.tick, next.tick]
  const hasMoved = sqrtPriceX96 !== place.sqrtPriceX96
  const tick = hasMoved ? findTickAtSqrtPrice(sqrtPriceX96, from, to) : place.tick
  return { ...advance, place: { ...place, sqrtPriceX96, tick } }
}

/** Whether all ticks between a price and where it goes first were read; at the lowest of them a fall has crossed that. */
function isWithin({ from, to }: ConcentratedPool, { tick }: Place, isDown: boolean): boolean {
  return isDown ? from <= tick && tick <= to : from - 1 <= tick && tick < to
}

/** The pool stops a unit before the first and the last price. */
function withinLimits(sqrtPriceX96: bigint): bigint {
  if (sqrtPriceX96 <= MIN_SQRT_PRICE_X96) return MIN_SQRT_PRICE_X96 + 1n
  if (sqrtPriceX96 >= MAX_SQRT_PRICE_X96) return MAX_SQRT_PRICE_X96 - 1n
  return sqrtPriceX96
}

/** Ticks are kept 256 to a word, and the pool rounds at the end of each word, whether liquidity changes there or not. */
const WORD = 256

/**
 * `TickBitmap.nextInitializedTickWithinOneWord`, or the end of what was read where that comes first: how a swap goes that
 * stops before does not depend on where it would have been stopped.
 */
function findNextTick(
  { ticks, tickSpacing, from, to }: ConcentratedPool,
  tick: number,
  isDown: boolean,
): { readonly tick: number; readonly liquidityNet: bigint; readonly isEnd: boolean } {
  const place = Math.floor(tick / tickSpacing) + (isDown ? 0 : 1)
  const word = Math.floor(place / WORD) * WORD
  const end = (isDown ? word : word + WORD - 1) * tickSpacing
  const start = place * tickSpacing
  const found = isDown
    ? ticks.findLast((candidate) => candidate.tick <= start && candidate.tick >= end)
    : ticks.find((candidate) => candidate.tick >= start && candidate.tick <= end)
  const next = found ?? { tick: Math.max(MIN_TICK, Math.min(MAX_TICK, end)), liquidityNet: 0n }
  if (next.tick < from) return { tick: from, liquidityNet: 0n, isEnd: true }
  if (next.tick > to) return { tick: to, liquidityNet: 0n, isEnd: true }
  return { ...next, isEnd: false }
}
