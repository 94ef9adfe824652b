import { bothWays } from '../both-ways'
import type { VenueReader } from '../venue'

/** `PoolStatus` of the adapter: what is not allowed at all is not listed, and all else lets one leave. */
const POOL_ALLOWED = 1
const HALF_WAD = 5n * 10n ** 17n

/** Of Balancer's pools the maths covers those of two tokens, half and half: no others are entered or left. */
export const balancerV2WeightedReader: VenueReader = {
  id: 'balancer-v2-weighted',
  listPassages: ({ balancerPools }) =>
    balancerPools.flatMap(({ pool, status, supply, tokens, weights }, index) => {
      const isCovered = weights.length === 2 && weights.every((weight) => weight === HALF_WAD)
      if (!isCovered || supply === 0n) return []
      const passages = tokens.flatMap((token) => bothWays(token, pool, index))
      return status === POOL_ALLOWED ? passages : passages.filter(({ from }) => from === pool)
    }),
  // the fair value of a constant-product pool is k · Π price ^ weight
  listShares: ({ balancerPools }) =>
    balancerPools.map(({ pool, tokens, weights }) => ({
      token: pool,
      kind: 'pool-share',
      parts: tokens.map((token, i) => ({ token, weightWad: weights[i] ?? 0n })),
    })),
  listPriceSources: ({ balancerPools }) =>
    balancerPools.map(({ tokens, balances, weights }) =>
      tokens.map((token, i) => ({ token, balance: balances[i] ?? 0n, weight: weights[i] ?? 0n })),
    ),
}
