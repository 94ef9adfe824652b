import type { Block } from '../../lib/protocols/protocol'

/** Beyond 2 % a minimum protects nobody: what it gives away, somebody else takes. */
export const SLIPPAGE_CHOICES_BPS = [10n, 30n, 50n, 100n, 200n] as const
export const DEADLINE_CHOICES_MINUTES = [5n, 20n, 60n, 240n] as const

/**
 * The block as of when it was read: `readAtMs` is the chain's own time then, never the computer's, whose clock
 * anybody sets. A chain without traffic has an old block, whose timestamp says little of now.
 */
export function estimateChainTime(block: Block, readAtMs: number): Block {
  const seconds = BigInt(Math.floor(readAtMs / 1_000))
  return { ...block, timestamp: seconds > block.timestamp ? seconds : block.timestamp }
}

/** "0.5 %" */
export function formatSlippage(bps: bigint): string {
  return `${bps / 100n}.${(bps % 100n).toString().padStart(2, '0').replace(/0$/, '')} %`
}
