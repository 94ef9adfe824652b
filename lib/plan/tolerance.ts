import { BPS } from '../domain/math'
import type { Block, Tolerance } from '../protocols/protocol'

/** Half a percent: more than a deep pool moves in a few blocks, less than an attack on the trade would pay. */
const DEFAULT_SLIPPAGE_BPS = 50n

/** Time enough to read the review and find the wallet; short enough that a forgotten transaction dies. */
const DEFAULT_DEADLINE_SECONDS = 20n * 60n

/** What a plan made from figures of `block` tolerates. The deadline is in the chain's own time. */
export function makeTolerance(
  block: Block,
  slippageBps: bigint = DEFAULT_SLIPPAGE_BPS,
  seconds: bigint = DEFAULT_DEADLINE_SECONDS,
): Tolerance {
  if (slippageBps < 0n || slippageBps >= BPS) throw new RangeError('Slippage must be from 0 to below 100 %')
  return { slippageBps, deadlineSeconds: block.timestamp + seconds }
}
