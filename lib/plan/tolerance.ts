import { BPS } from '../domain/math'
import type { Block, Tolerance } from '../protocols/protocol'

/** What a person may choose: how far each swap may fall short of its quote, and how long a transaction may wait. */
export type ToleranceChoice = { readonly slippageBps: bigint; readonly deadlineMinutes: bigint }

export const DEFAULT_TOLERANCE: ToleranceChoice = {
  /** Half a percent: more than a deep pool moves in a few blocks, less than an attack on the trade would pay. */
  slippageBps: 50n,
  /** Time enough to read the review and find the wallet; short enough that a forgotten transaction dies. */
  deadlineMinutes: 20n,
}

/** What a plan made from figures of `block` tolerates. The deadline is in the chain's own time. */
export function makeTolerance(
  block: Block,
  { slippageBps, deadlineMinutes }: ToleranceChoice = DEFAULT_TOLERANCE,
): Tolerance {
  if (slippageBps < 0n || slippageBps >= BPS) throw new RangeError('Slippage must be from 0 to below 100 %')
  return { slippageBps, deadlineSeconds: block.timestamp + deadlineMinutes * 60n }
}
