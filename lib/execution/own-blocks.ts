import type { Hex } from '../domain/call'

/** A transaction that was sent from this page and seen in a block. */
export type OwnTransaction = { readonly chainId: number; readonly hash: Hex; readonly blockNumber: bigint }

/** By chain: the newest block known to hold a transaction of one's own. Lives as long as the page. */
const ownBlocks = new Map<number, bigint>()
/** What is still looked after: a chain may take a block back until it is final. */
let watched: readonly OwnTransaction[] = []
const listeners = new Set<() => void>()

/** Notes that a transaction sent from here was included: what is older than its block shows the state before it. */
export function noteOwnTransaction(transaction: OwnTransaction): void {
  const { chainId, hash, blockNumber } = transaction
  if (blockNumber > (ownBlocks.get(chainId) ?? -1n)) ownBlocks.set(chainId, blockNumber)
  watched = [...watched.filter((other) => other.hash !== hash), transaction]
  tell()
}

/** The newest block with a transaction of one's own; null where none was sent from this page. */
export function findOwnBlock(chainId: number): bigint | null {
  return ownBlocks.get(chainId) ?? null
}

/** What was included and may yet be taken back, oldest first. The same list until it changes. */
export function listWatched(): readonly OwnTransaction[] {
  return watched
}

/** Looks after a transaction no longer: it is final, or it was said that it is gone. */
export function stopWatching(hash: Hex): void {
  if (!watched.some((transaction) => transaction.hash === hash)) return
  watched = watched.filter((transaction) => transaction.hash !== hash)
  tell()
}

export function subscribeOwnBlocks(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell(): void {
  for (const listener of listeners) listener()
}

/** For tests: what one of them sent is none of the next one's. */
export function forgetOwnBlocks(): void {
  ownBlocks.clear()
  watched = []
}
