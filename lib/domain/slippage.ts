import { BPS, mulDivDown, mulDivUp } from './math'

/** The least that a trade must bring: its quote less the slippage that is allowed, rounded down. */
export function computeMinimum(amountOut: bigint, slippageBps: bigint): bigint {
  return mulDivDown(amountOut, BPS - slippageBps, BPS)
}

/** The most that a trade may take: its quote and the slippage that is allowed, rounded up. */
export function computeMaximum(amountIn: bigint, slippageBps: bigint): bigint {
  return mulDivUp(amountIn, BPS + slippageBps, BPS)
}
