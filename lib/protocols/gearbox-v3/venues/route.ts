import { type Address, isSameAddress } from '../../../domain/asset'
import { oncePerMarket } from '../read/once-per-market'
import type { RawMarket } from '../read/raw'
import { listEdges, MAX_EDGES } from './edges'
import type { Edge } from './venue'

/** A market's edges by the token that they lead from, in lower case, in the order listed. */
const edgesFrom = oncePerMarket((market) => {
  const groups = new Map<string, Edge[]>()
  for (const edge of listEdges(market)) {
    const key = edge.from.toLowerCase()
    groups.set(key, [...(groups.get(key) ?? []), edge])
  }
  return groups
})

/** The fewest conversions from one token to another, [] where they are the same, null where there is no way. */
export function findRoute(market: RawMarket, from: Address, to: Address): readonly Edge[] | null {
  if (isSameAddress(from, to)) return []
  let paths: readonly (readonly Edge[])[] = [[]]
  const seen = new Set([from.toLowerCase()])
  for (let length = 1; length <= MAX_EDGES; length++) {
    const longer: (readonly Edge[])[] = []
    for (const path of paths) {
      const end = path.at(-1)?.to ?? from
      for (const edge of edgesFrom(market).get(end.toLowerCase()) ?? []) {
        if (isSameAddress(edge.to, to)) return [...path, edge]
        if (seen.has(edge.to.toLowerCase())) continue
        seen.add(edge.to.toLowerCase())
        longer.push([...path, edge])
      }
    }
    paths = longer
  }
  return null
}

/**
 * Several routes with one end as one sequence: what they share at the end is walked once, after everything
 * that leads to it, since each step converts the account's whole balance.
 */
export function mergeRoutes(routes: readonly (readonly Edge[])[]): readonly Edge[] {
  const [first, ...others] = routes
  if (!first) return []
  let merged = first
  for (const route of others) {
    let shared = 0
    while (
      shared < Math.min(merged.length, route.length) &&
      isSameEdge(merged.at(-1 - shared), route.at(-1 - shared))
    ) {
      shared++
    }
    merged = [
      ...merged.slice(0, merged.length - shared),
      ...route.slice(0, route.length - shared),
      ...merged.slice(merged.length - shared),
    ]
  }
  return merged
}

function isSameEdge(a: Edge | undefined, b: Edge | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.venue === b.venue &&
    a.index === b.index &&
    isSameAddress(a.from, b.from) &&
    isSameAddress(a.to, b.to)
  )
}
