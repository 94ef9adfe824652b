import type { Block } from '../protocols/protocol'
import type { Demand } from './pace'

/** What one query knows of the chain, and how often it is read again while somebody looks. */
export type ChainRead<Snapshot> = KnownRead<Snapshot> & {
  readonly paceMs: number
  readonly demand: Demand
}

/** Times are of `performance.now()`: no clock that somebody sets. */
export type KnownRead<Snapshot> = {
  readonly snapshot: Snapshot
  readonly block: Block
  /** When the node was last seen to know nothing newer than this. */
  readonly confirmedAtMs: number
  /** When this block was first seen. */
  readonly firstSeenAtMs: number
  /** The node's last answer was of an older block, and is not shown. */
  readonly isBehind: boolean
  /** More of the same is under way. */
  readonly isPart?: true
}

/**
 * The newer of what is known and what was read: figures never go back. An older answer confirms nothing, so
 * that what is kept in its place goes on ageing.
 */
export function keepNewest<Snapshot>(
  known: KnownRead<Snapshot> | undefined,
  snapshot: Snapshot,
  block: Block,
  nowMs: number,
): KnownRead<Snapshot> {
  if (known && !known.isPart && block.number < known.block.number) return { ...known, isBehind: true }
  const isSame = known?.block.number === block.number && known.block.timestamp === block.timestamp
  const firstSeenAtMs = isSame ? known.firstSeenAtMs : nowMs
  return { snapshot, block, confirmedAtMs: nowMs, firstSeenAtMs, isBehind: false }
}

/** The chain's clock, as its node told it: Unix seconds, and when that was. */
export type ChainClock = { readonly seconds: bigint; readonly atMs: number }

/**
 * The chain's own time when figures were confirmed, in milliseconds: the later of its block's, with what has
 * passed since that was first seen, and its clock's. A quiet chain has an old block, and the clock alone knows.
 */
export function computeChainTimeMs(
  {
    block,
    firstSeenAtMs,
    confirmedAtMs,
  }: Pick<KnownRead<unknown>, 'block' | 'firstSeenAtMs' | 'confirmedAtMs'>,
  clock: ChainClock | null,
): number {
  const byBlock = Number(block.timestamp) * 1_000 + confirmedAtMs - firstSeenAtMs
  const byClock = clock ? Number(clock.seconds) * 1_000 + confirmedAtMs - clock.atMs : 0
  return Math.max(byBlock, byClock)
}
