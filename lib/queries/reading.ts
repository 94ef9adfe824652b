import type { QueryKey } from '@tanstack/react-query'
import type { NodeIssue } from '../domain/issue'
import type { ChainRead } from './chain-read'
import { useChainTimeMs } from './chain-time'
import { refreshMsOf } from './pace'
import type { Place } from './place'
import { findFault } from './read-chain'

/** What a page knows of one place, which is read again and again. */
export type Reading<Snapshot> = {
  readonly place: Place
  /** undefined while nothing was read, or where the node answers for another chain. */
  readonly data: Snapshot | undefined
  /** The chain's own time when it was read, in milliseconds. */
  readonly readAtMs: number
  /** When the node was last seen to know nothing newer; null where nothing was read. */
  readonly confirmedAtMs: number | null
  /** How often it is read again. */
  readonly paceMs: number
  /** The node's last answer was of an older block, and is not shown. */
  readonly isBehind: boolean
  /** More of the same is under way. */
  readonly isPart: boolean
  /** Why the last try failed; null once one succeeds. */
  readonly fault: NodeIssue | null
  readonly refetch: () => void
}

/** What a query of a place knows, and all of its reading but the data, which growth is put into first. */
export function useReading<Snapshot>(
  place: Place,
  queryKey: QueryKey,
  { data, refetch }: { readonly data: ChainRead<Snapshot> | undefined; readonly refetch: () => unknown },
) {
  const fault = findFault(queryKey)
  const read = fault?.code === 'rpc-other-chain' ? undefined : data
  return {
    snapshot: read?.snapshot,
    rest: {
      place,
      readAtMs: useChainTimeMs(place.chain.id, read),
      confirmedAtMs: read?.confirmedAtMs ?? null,
      paceMs: read?.paceMs ?? refreshMsOf(place.chain),
      isBehind: read?.isBehind ?? false,
      isPart: read?.isPart ?? false,
      fault,
      refetch: () => void refetch(),
    },
  }
}
