import type { Block } from '../../lib/protocols/protocol'

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
