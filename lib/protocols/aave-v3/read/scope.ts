import type { Client } from 'viem'
import type { Address } from '../../../domain/asset'
import { parseId } from '../../../domain/id'
import type { Scope } from '../../protocol'
import { isPoolOf, type MappedPool } from '../venues/uniswap-v3/read'
import type { RawHolder, RawSnapshot } from './raw'
import type { Structure } from './structure'

/** Assets in lower case. */
export type Assets = ReadonlySet<string>

/**
 * What a scope needs of the pools: of a farm those of its pair, of positions those that trade anything that they hold or owe. All
 * are needed as long as it is not known what that is (`held` is null). What is lent is traded nowhere. Reserves are read whatever the
 * scope.
 */
export function narrow(structure: Structure, scope: Scope | undefined, held: Assets | null): Structure {
  if (!scope) return structure
  return { ...structure, maps: structure.maps.filter((map) => isNeeded(map, scope, held)) }
}

function isNeeded(map: MappedPool, scope: Scope, held: Assets | null): boolean {
  if ('pools' in scope) return false
  if ('farmId' in scope) {
    const { subject, asset } = parseId(scope.farmId) ?? {}
    return asset && subject?.length === asset.length ? isPoolOf(map, [subject, asset]) : false
  }
  return held === null || [map.token0, map.token1].some((token) => held.has(token.toLowerCase()))
}

/** By whoever holds them, in lower case: what was there when they were last read. */
type KnownHoldings = Map<string, Assets>

const known = new WeakMap<Client, Map<string, KnownHoldings>>()

/** What is known of the holders in a place. */
export function findHoldings(client: Client, place: string): KnownHoldings {
  const ofClient = known.get(client) ?? new Map<string, KnownHoldings>()
  known.set(client, ofClient)
  const ofPlace = ofClient.get(place) ?? new Map<string, Assets>()
  ofClient.set(place, ofPlace)
  return ofPlace
}

/** What some holders have, together; null where one of them was not read yet. */
export function findHeld(known: KnownHoldings, holders: readonly Address[]): Assets | null {
  const found = holders.map((holder) => known.get(holder.toLowerCase()))
  return found.every((assets) => assets !== undefined)
    ? new Set(found.flatMap((assets) => [...assets]))
    : null
}

/** Notes what a snapshot tells; true where it leaves out a pool that is needed by now. */
export function noteHoldings(
  known: KnownHoldings,
  raw: RawSnapshot,
  whole: Structure,
  scope: Scope | undefined,
): boolean {
  for (const holder of raw.holders) known.set(holder.account.toLowerCase(), listAssets(raw, holder))
  if (!scope || 'farmId' in scope) return false
  const held = findHeld(
    known,
    raw.holders.map(({ account }) => account),
  )
  return narrow(whole, scope, held).maps.some((map) => !raw.structure.maps.includes(map))
}

function listAssets({ reserves }: RawSnapshot, { scaledSupplies, scaledDebts }: RawHolder): Assets {
  const has = (index: number) => [scaledSupplies, scaledDebts].some((scaled) => (scaled[index] ?? 0n) > 0n)
  return new Set(reserves.flatMap(({ underlying }, i) => (has(i) ? [underlying.toLowerCase()] : [])))
}
