import type { Client } from 'viem'
import type { Address } from '../../../domain/asset'
import type { LendingProtocol } from '../protocols'
import { fetchMaps, type Searched, searchPools } from './search-pools'
import { type FetchedStructure, fetchStructure, type Structure } from './structure'

/** What a protocol consists of is read anew after so long, or as soon as it is seen to have changed. */
const STRUCTURE_MS = 600_000
/** The same, where something of it could not be read. */
const UNSOUND_MS = 60_000

export type KeptStructure = {
  readonly structure: Promise<Structure>
  /** What there is while its pools are still looked at; null once that is done. */
  readonly underWay: Promise<Searched> | null
}

type Kept = {
  readonly fetched: Promise<FetchedStructure>
  readonly atMs: number
  /** With the pools of its pairs; null as long as nobody wanted them. */
  readonly searched: KeptStructure | null
  readonly untilMs: number
}

const kept = new WeakMap<Client, Map<string, Kept>>()

export type KeepOptions = {
  /** Where an owner's Safes would be, which are looked for on the way. */
  readonly safes: readonly Address[]
  readonly onFound: (safes: readonly Address[]) => void
  /** Whether somebody waits for the first figures, which then come with the pools that there are. */
  readonly isAwaited: boolean
  /** Whether the pools that things are traded in are wanted. */
  readonly isTraded: boolean
}

/**
 * What is known of a protocol at a client's chain; where nothing is, it is read in three RPC requests. Two of them are for the pools
 * of its pairs, and wait until somebody trades.
 */
export function keepStructure(
  client: Client,
  protocol: LendingProtocol,
  chainId: number,
  options: KeepOptions,
): KeptStructure {
  const all = kept.get(client) ?? new Map<string, Kept>()
  kept.set(client, all)
  const key = keyOf(protocol, chainId)
  const now = performance.now()
  const known = findFresh(all.get(key), now)
  if (options.isTraded && known?.searched) return known.searched
  const { fetched, atMs } = known ?? { fetched: fetchNoting(client, protocol, chainId, options), atMs: now }
  if (!options.isTraded) {
    const structure = fetched.then((found) => found.structure)
    if (!known) keep(all, key, { fetched, atMs, searched: null }, structure)
    return { structure, underWay: null }
  }
  const underWay = fetched.then((found) => searchPools(client, found, options.isAwaited))
  const structure = underWay.then((found) => fetchMaps(client, found.structure))
  const searched = { structure, underWay }
  keep(all, key, { fetched, atMs, searched }, structure)
  return searched
}

function findFresh(known: Kept | undefined, now: number): Kept | undefined {
  return known && now < known.untilMs ? known : undefined
}

/** Until it is old, or gone at once where it does not come. */
function keep(
  all: Map<string, Kept>,
  key: string,
  found: Omit<Kept, 'untilMs'>,
  structure: Promise<Structure>,
): void {
  const begun: Kept = { ...found, untilMs: found.atMs + STRUCTURE_MS }
  all.set(key, begun)
  structure.then(
    ({ unreadable }) => {
      if (all.get(key) !== begun) return
      const untilMs = found.atMs + (unreadable.length > 0 ? UNSOUND_MS : STRUCTURE_MS)
      all.set(key, { ...begun, searched: begun.searched && { structure, underWay: null }, untilMs })
    },
    () => all.delete(key),
  )
}

export function forgetStructure(client: Client, protocol: LendingProtocol, chainId: number): void {
  kept.get(client)?.delete(keyOf(protocol, chainId))
}

async function fetchNoting(
  client: Client,
  protocol: LendingProtocol,
  chainId: number,
  { safes, onFound }: KeepOptions,
): Promise<FetchedStructure> {
  const fetched = await fetchStructure(client, protocol, chainId, safes)
  onFound(fetched.found)
  return fetched
}

function keyOf({ id }: LendingProtocol, chainId: number): string {
  return `${id}:${chainId}`
}
