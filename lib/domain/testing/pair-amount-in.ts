import type { PairReserves } from '../amm'
import { mulDivDown } from '../math'

/** What a pair asks for `amountOut`: `UniswapV2Library.getAmountIn`, to the unit; null where it holds too little. */
export function computePairAmountIn(
  { reserveIn, reserveOut }: PairReserves,
  amountOut: bigint,
): bigint | null {
  if (amountOut <= 0n) return 0n
  if (reserveIn <= 0n || amountOut >= reserveOut) return null
  return mulDivDown(reserveIn * 1000n, amountOut, (reserveOut - amountOut) * 997n) + 1n
}
