import { useSyncExternalStore } from 'react'
import { findOwnBlock, subscribeOwnBlocks } from '../execution/own-blocks'
import type { MarketSnapshot } from '../protocols/protocol'

/** The newest block of a chain that holds a transaction of one's own; null where none was sent there from this page. */
export function useOwnBlock(chainId: number): bigint | null {
  return useSyncExternalStore(
    subscribeOwnBlocks,
    () => findOwnBlock(chainId),
    () => null,
  )
}

/** Marks figures from before one's own last transaction, for the planner to refuse them. */
export function markAwaited(markets: MarketSnapshot, ownBlock: bigint | null): MarketSnapshot {
  return ownBlock !== null && markets.block.number < ownBlock
    ? { ...markets, awaitedBlock: ownBlock }
    : markets
}
