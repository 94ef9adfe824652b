import type { Client } from 'viem'
import type { Address } from '../../../domain/asset'
import type { LendingProtocol } from '../protocols'
import { fetchMaps, type Searched, searchPools } from './search-pools'
import { fetchStructure, type Structure } from './structure'

/** What a protocol consists of is read anew after so long, or as soon as it is seen to have changed. */
const STRUCTURE_MS = 600_000
/** The same, where something of it could not be read. */
const UNSOUND_MS = 60_000

export type KeptStructure = {
  readonly structure: Promise<Structure>
  /** What there is while its pools are still looked at; null once that is done. */
  readonly underWay: Promise<Searched> | null
}

type Kept = KeptStructure & { readonly untilMs: number }

const kept = new WeakMap<Client, Map<string, Kept>>()

export type KeepOptions = {
  /** Where an owner's Safes would be, which are looked for on the way. */
  readonly safes: readonly Address[]
  readonly onFound: (safes: readonly Address[]) => void
  /** Whether somebody waits for the first figures, which then come with the pools that there are. */
  readonly isAwaited: boolean
}

/** What is known of a protocol at a client's chain; where nothing is, it is read in three RPC requests. */
export function keepStructure(
  client: Client,
  protocol: LendingProtocol,
  chainId: number,
  options: KeepOptions,
): KeptStructure {
  const all = kept.get(client) ?? new Map<string, Kept>()
  kept.set(client, all)
  const key = keyOf(protocol, chainId)
  const known = all.get(key)
  const now = performance.now()
  if (known && now < known.untilMs) return known
  const underWay = search(client, protocol, chainId, options)
  const structure = underWay.then((searched) => fetchMaps(client, searched.structure))
  const begun: Kept = { structure, underWay, untilMs: now + STRUCTURE_MS }
  all.set(key, begun)
  structure.then(
    ({ unreadable }) => {
      const untilMs = now + (unreadable.length > 0 ? UNSOUND_MS : STRUCTURE_MS)
      if (all.get(key) === begun) all.set(key, { structure, underWay: null, untilMs })
    },
    () => all.delete(key),
  )
  return begun
}

export function forgetStructure(client: Client, protocol: LendingProtocol, chainId: number): void {
  kept.get(client)?.delete(keyOf(protocol, chainId))
}

async function search(
  client: Client,
  protocol: LendingProtocol,
  chainId: number,
  { safes, onFound, isAwaited }: KeepOptions,
): Promise<Searched> {
  const fetched = await fetchStructure(client, protocol, chainId, safes)
  onFound(fetched.found)
  return searchPools(client, fetched, isAwaited)
}

function keyOf({ id }: LendingProtocol, chainId: number): string {
  return `${id}:${chainId}`
}
