import type { Nothing } from './issue'

/** The tokens that have no price, by their symbols; none where whoever refused it named none. */
type Unpriced = { readonly symbols: readonly string[] }

/** One thing that cannot be read, in the words of whoever reads it. */
export type Unreadable = {
  /** "the token", "the market" … */
  readonly what: string
  readonly name: string
  /** The market that it stands in; null where it is no part of one. */
  readonly market: string | null
  readonly reason: string
}

/** Prices and yields that cannot be trusted. */
export type OracleIssues = {
  'price-unavailable': Unpriced
  'price-stale': Unpriced
  /** The larger divergence where several diverge, 1e18 = 100 %. */
  'price-diverging': { readonly symbols: readonly string[]; readonly divergenceWad: bigint }
  'yield-unmeasured': Nothing
  /** What the chain has and does not tell about; everything else stands without it. */
  unreadable: { readonly items: readonly Unreadable[] }
}
