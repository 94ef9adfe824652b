import { type Address, isSameAddress } from '../../../domain/asset'
import type { RawMarket } from '../read/raw'

/** One way to turn one token into another inside a credit account. `index` is the venue's place in its list in the market. */
export type Edge = {
  readonly kind: 'swap' | 'join-pool' | 'exit-pool' | 'stake' | 'unstake' | 'vault-deposit' | 'vault-redeem'
  readonly from: Address
  readonly to: Address
  readonly adapter: Address
  readonly index: number
}

/** Longest route worth its costs: stable → dollar → pool share → staked share, and one to spare. */
const MAX_EDGES = 4

/** `PoolStatus` of the adapter: what is not allowed at all is not listed, and all else lets one leave. */
const POOL_ALLOWED = 1
const HALF_WAD = 5n * 10n ** 17n

/** Balancer pools that the maths covers: two tokens, half and half. */
function isHalfAndHalf(pool: RawMarket['balancerPools'][number]): boolean {
  return pool.weights.length === 2 && pool.weights.every((weight) => weight === HALF_WAD)
}

/** Every conversion that a market's adapters allow. */
export function listEdges(market: RawMarket): readonly Edge[] {
  const edges: Edge[] = []
  market.uniswapPools.forEach((pool, index) => {
    if (pool.reserve0 === 0n || pool.reserve1 === 0n) return
    const { adapter, token0, token1 } = pool
    edges.push({ kind: 'swap', from: token0, to: token1, adapter, index })
    edges.push({ kind: 'swap', from: token1, to: token0, adapter, index })
  })
  market.balancerPools.forEach((pool, index) => {
    if (!isHalfAndHalf(pool) || pool.supply === 0n) return
    for (const token of pool.tokens) {
      if (pool.status === POOL_ALLOWED) {
        edges.push({ kind: 'join-pool', from: token, to: pool.pool, adapter: pool.adapter, index })
      }
      edges.push({ kind: 'exit-pool', from: pool.pool, to: token, adapter: pool.adapter, index })
    }
  })
  market.stakings.forEach(({ adapter, stakingToken, phantomToken }, index) => {
    edges.push({ kind: 'stake', from: stakingToken, to: phantomToken, adapter, index })
    edges.push({ kind: 'unstake', from: phantomToken, to: stakingToken, adapter, index })
  })
  market.vaults.forEach(({ adapter, vault, asset }, index) => {
    edges.push({ kind: 'vault-deposit', from: asset, to: vault, adapter, index })
    edges.push({ kind: 'vault-redeem', from: vault, to: asset, adapter, index })
  })
  return edges
}

/** The fewest conversions from one token to another, [] where they are the same, null where there is no way. */
export function findRoute(market: RawMarket, from: Address, to: Address): readonly Edge[] | null {
  if (isSameAddress(from, to)) return []
  const edges = listEdges(market)
  let paths: readonly (readonly Edge[])[] = [[]]
  const seen = new Set([from.toLowerCase()])
  for (let length = 1; length <= MAX_EDGES; length++) {
    const longer: (readonly Edge[])[] = []
    for (const path of paths) {
      const end = path.at(-1)?.to ?? from
      for (const edge of edges) {
        if (!isSameAddress(edge.from, end)) continue
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
    a.kind === b.kind &&
    a.index === b.index &&
    isSameAddress(a.from, b.from)
  )
}
