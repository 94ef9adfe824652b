import type { Address } from '../../../domain/asset'
import { oncePerMarket } from '../read/once-per-market'
import type { RawMarket } from '../read/raw'
import { venueReaders } from './readers'
import type { Edge } from './venue'

/** Longest route worth its costs: stable → dollar → pool share → staked share, and one to spare. */
export const MAX_EDGES = 4

/** Every conversion that a market's venues allow. */
export const listEdges = oncePerMarket((market): readonly Edge[] =>
  venueReaders.flatMap(({ id, listPassages }) =>
    listPassages(market).map((passage) => ({ ...passage, venue: id })),
  ),
)

/** The tokens that become each token in one conversion, by its address; all in lower case. */
const sourcesOf = oncePerMarket((market) => {
  const sources = new Map<string, string[]>()
  for (const { from, to } of listEdges(market)) {
    const key = to.toLowerCase()
    sources.set(key, [...(sources.get(key) ?? []), from.toLowerCase()])
  }
  return sources
})

/** Every token from which `findRoute` leads to this one, itself included, in lower case. */
export function findOrigins(market: RawMarket, to: Address): ReadonlySet<string> {
  const origins = new Set([to.toLowerCase()])
  let ends: Iterable<string> = [...origins]
  for (let length = 0; length < MAX_EDGES; length++) {
    const before = new Set<string>()
    for (const end of ends) {
      for (const token of sourcesOf(market).get(end) ?? []) if (!origins.has(token)) before.add(token)
    }
    for (const token of before) origins.add(token)
    ends = before
  }
  return origins
}
