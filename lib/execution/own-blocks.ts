/** By chain: the newest block known to hold a transaction of one's own. Lives as long as the page. */
const ownBlocks = new Map<number, bigint>()
const listeners = new Set<() => void>()

/** Notes that a transaction sent from here was included in a block: what is older shows the state before it. */
export function noteOwnBlock(chainId: number, blockNumber: bigint): void {
  if (blockNumber <= (ownBlocks.get(chainId) ?? -1n)) return
  ownBlocks.set(chainId, blockNumber)
  for (const listener of listeners) listener()
}

/** The newest block with a transaction of one's own; null where none was sent from this page. */
export function findOwnBlock(chainId: number): bigint | null {
  return ownBlocks.get(chainId) ?? null
}

export function subscribeOwnBlocks(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** For tests: what one of them sent is none of the next one's. */
export function forgetOwnBlocks(): void {
  ownBlocks.clear()
}
