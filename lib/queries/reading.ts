import type { QueryKey } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Issue } from '../domain/issue'
import type { ChainRead } from './chain-read'
import { useChainTimeMs } from './chain-time'
import { type Place, places } from './place'
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
  /** The node's last answer was of an older block, and is not shown. */
  readonly isBehind: boolean
  /** Why the last try failed; null once one succeeds. */
  readonly fault: Issue | null
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
      isBehind: read?.isBehind ?? false,
      fault,
      refetch: () => void refetch(),
    },
  }
}

/**
 * Reads every place, each by itself: one that fails leaves the others standing. The build fixes how many there
 * are, so every drawing calls the same hooks in the same order.
 */
export function useEveryPlace<Read, Subject extends readonly unknown[]>(
  read: (place: Place, ...subject: Subject) => Read,
  ...subject: Subject
): readonly Read[] {
  return places.map((place) => read(place, ...subject))
}

/** What is known of all places: the same list until something in it changes; undefined while nothing is. */
export function useKnown<Snapshot>(readings: readonly Reading<Snapshot>[]): readonly Snapshot[] | undefined {
  const kept = useRef<readonly Snapshot[]>([])
  const known = readings.flatMap(({ data }) => data ?? [])
  const isSame = known.length === kept.current.length && known.every((one, i) => one === kept.current[i])
  if (!isSame) kept.current = known
  return kept.current.length > 0 || readings.length === 0 ? kept.current : undefined
}

/** Whether some place has neither answered nor failed: what is shown may grow. */
export function isPending(readings: readonly Reading<unknown>[]): boolean {
  return readings.some(({ data, fault }) => data === undefined && fault === null)
}

/** Whether every place has answered: what is not there then is nowhere. */
export function isComplete(readings: readonly Reading<unknown>[]): boolean {
  return readings.every(({ data }) => data !== undefined)
}
