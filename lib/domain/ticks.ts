import { MAX_TICK, MIN_TICK } from './tick-range'

/** 96 binary places: how a concentrated pool keeps the square root of its price. */
export const Q96 = 2n ** 96n

/** √(1.0001 ^ −(2 ^ i)) with 128 binary places, as `TickMath.getSqrtRatioAtTick` has them; the last for tick 2^19. */
const FACTORS = [
  0xfffcb933bd6fad37aa2d162d1a594001n,
  0xfff97272373d413259a46990580e213an,
  0xfff2e50f5f656932ef12357cf3c7fdccn,
  0xffe5caca7e10e4e61c3624eaa0941cd0n,
  0xffcb9843d60f6159c9db58835c926644n,
  0xff973b41fa98c081472e6896dfb254c0n,
  0xff2ea16466c96a3843ec78b326b52861n,
  0xfe5dee046a99a2a811c461f1969c3053n,
  0xfcbe86c7900a88aedcffc83b479aa3a4n,
  0xf987a7253ac413176f2b074cf7815e54n,
  0xf3392b0822b70005940c7a398e4b70f3n,
  0xe7159475a2c29b7443b29c7fa6e889d9n,
  0xd097f3bdfd2022b8845ad8f792aa5825n,
  0xa9f746462d870fdf8a65dc1f90e061e5n,
  0x70d869a156d2a1b890bb3df62baf32f7n,
  0x31be135f97d08fd981231505542fcfa6n,
  0x9aa508b5b7a84e1c677de54f3e99bc9n,
  0x5d6af8dedb81196699c329225ee604n,
  0x2216e584f5fa1ea926041bedfe98n,
  0x48a170391f7dc42444e8fa2n,
] as const

const MAX_UINT256 = 2n ** 256n - 1n

/** √(1.0001 ^ tick) with 96 binary places, rounded up, to the unit as the pool has it. Throws for what is no tick. */
export function computeSqrtPriceAtTickX96(tick: number): bigint {
  if (!Number.isInteger(tick) || tick < MIN_TICK || tick > MAX_TICK) throw new RangeError('No such tick')
  const distance = Math.abs(tick)
  let ratio = 2n ** 128n
  for (const [index, factor] of FACTORS.entries()) {
    if ((distance >> index) & 1) ratio = (ratio * factor) >> 128n
  }
  if (tick > 0) ratio = MAX_UINT256 / ratio
  return (ratio + 2n ** 32n - 1n) >> 32n
}

export const MIN_SQRT_PRICE_X96 = computeSqrtPriceAtTickX96(MIN_TICK)
export const MAX_SQRT_PRICE_X96 = computeSqrtPriceAtTickX96(MAX_TICK)

/** The greatest tick from `from` to `to` whose price is not above this one; `from` where there is none. */
export function findTickAtSqrtPrice(sqrtPriceX96: bigint, from: number, to: number): number {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2)
    if (computeSqrtPriceAtTickX96(middle) <= sqrtPriceX96) low = middle
    else high = middle - 1
  }
  return low
}
