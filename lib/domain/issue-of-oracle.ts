/** The tokens that have no price, by their symbols; none where whoever refused it named none. */
type Unpriced = { readonly symbols: readonly string[] }

/** Prices that cannot be trusted. */
export type OracleIssues = {
  'price-unavailable': Unpriced
  'price-stale': Unpriced
  /** The larger divergence where several diverge, 1e18 = 100 %. */
  'price-diverging': { readonly symbols: readonly string[]; readonly divergenceWad: bigint }
}
