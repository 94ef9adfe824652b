import type { Chain } from 'viem'
import { chains } from '../config/chains'
import type { ProtocolReader } from '../protocols/protocol'
import { readers } from '../protocols/readers'

/** One protocol on one chain: what a query reads, and what fails alone. */
export type Place = { readonly reader: ProtocolReader; readonly chain: Chain }

/** Where something is: farms, pools, positions and snapshots say so. */
export type Located = { readonly protocol: string; readonly chainId: number }

/** Every protocol on every chain that it is on. */
export function listPlaces(
  protocols: readonly ProtocolReader[],
  networks: readonly Chain[],
): readonly Place[] {
  return networks.flatMap((chain) =>
    protocols.filter(({ entryOn }) => entryOn(chain.id) !== null).map((reader) => ({ reader, chain })),
  )
}

/** All that this build reads. */
export const places = listPlaces(readers, chains)

/** Those with pools to supply to. */
export const placesWithPools = places.filter(({ reader }) => reader.hasPools)

/** Every protocol that this build reads, each once. */
export const protocolsRead = [...new Map(places.map(({ reader }) => [reader.id, reader])).values()]

/** The place of something; undefined where this build reads none such. */
export function findPlace({ protocol, chainId }: Located): Place | undefined {
  return places.find(({ reader, chain }) => reader.id === protocol && chain.id === chainId)
}

/** The protocol's name, and on which network where there are several. */
function namePlace({ reader, chain }: Place): string {
  return chains.length > 1 ? `${reader.name} on ${chain.name}` : reader.name
}

/** The same, where it has to be told from others; null where everything is in one place. */
export function tellPlace(place: Place): string | null {
  return places.length > 1 ? namePlace(place) : null
}

/** The name of its network, where it has to be told from others; null where there is one. */
export function tellNetwork({ chain }: Place): string | null {
  return chains.length > 1 ? chain.name : null
}

/** As `namePlace`, for something that came from a snapshot. */
export function namePlaceOf(item: Located): string {
  const place = findPlace(item)
  return place ? namePlace(place) : item.protocol
}

/** As `tellPlace`, for something that came from a snapshot. */
export function tellPlaceOf(item: Located): string | null {
  return places.length > 1 ? namePlaceOf(item) : null
}

/** Tells a place from every other, where a list is drawn. */
export function keyOf({ reader, chain }: Place): string {
  return `${reader.id}:${chain.id}`
}
