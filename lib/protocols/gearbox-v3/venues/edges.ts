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

/** Edges by the token at one of their ends, in lower case, each group in the order listed. */
export function groupEdges(edges: readonly Edge[], end: 'from' | 'to'): ReadonlyMap<string, readonly Edge[]> {
  const groups = new Map<string, Edge[]>()
  for (const edge of edges) {
    const key = edge[end].toLowerCase()
    const group = groups.get(key)
    if (group) group.push(edge)
    else groups.set(key, [edge])
  }
  return groups
}

const edgesTo = oncePerMarket((market) => groupEdges(listEdges(market), 'to'))

/** Every token from which `findRoute` leads to this one, itself included, in lower case. */
export function findOrigins(market: RawMarket, to: Address): ReadonlySet<string> {
  const origins = new Set([to.toLowerCase()])
  let ends: readonly string[] = [...origins]
  for (let length = 0; length < MAX_EDGES; length++) {
    const before = ends.flatMap((end) => edgesTo(market).get(end) ?? []).map(({ from }) => from.toLowerCase())
    ends = before.filter((token) => !origins.has(token))
    for (const token of ends) origins.add(token)
  }
  return origins
}
