import { useRef } from 'react'
import type { Address } from '../domain/asset'
import type { MarketSnapshot } from '../protocols/protocol'
import { type HoldingsReading, usePlaceHoldings } from './holdings'
import { usePlaceMarkets } from './markets'
import { type SnapshotReading, usePlaceSnapshots } from './page-snapshots'
import { type Place, places, placesWithPools } from './place'
import type { Reading } from './reading'

/** The markets of every place, the first of them while others are under way. */
export function useMarkets(): readonly Reading<MarketSnapshot>[] {
  return useEveryPlace(places, usePlaceMarkets, WITH_PART)
}

const WITH_PART = { withPart: true }

/** What an account has in every place. */
export function useHoldings(owner: Address | null): readonly HoldingsReading[] {
  return useEveryPlace(places, usePlaceHoldings, owner)
}

/** The markets of every place that has pools to supply to, with the connected account in them. */
export function usePools(owner: Address | null): readonly SnapshotReading[] {
  return useEveryPlace(placesWithPools, usePlaceSnapshots, owner, ALL_POOLS)
}

const ALL_POOLS = { pools: 'all' } as const

/**
 * Reads each of some places by itself: one that fails leaves the others standing. The build fixes how many there
 * are, so every drawing calls the same hooks in the same order.
 */
function useEveryPlace<Read, Subject extends readonly unknown[]>(
  all: readonly Place[],
  read: (place: Place, ...subject: Subject) => Read,
  ...subject: Subject
): readonly Read[] {
  return all.map((place) => read(place, ...subject))
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
  return readings.some(({ data, fault, isPart }) => (data === undefined || isPart) && fault === null)
}

/** Whether every place has answered: what is not there then is nowhere. */
export function isComplete(readings: readonly Reading<unknown>[]): boolean {
  return readings.every(({ data, isPart }) => data !== undefined && !isPart)
}
