/**
 * Priced in this range, USD with 8 decimals, a token is taken for a dollar: nothing says which tokens are meant to be.
 */
const DOLLAR_LIKE_FROM_E8 = 50_000_000n
const DOLLAR_LIKE_TO_E8 = 200_000_000n

export function isDollarLike(priceE8: bigint): boolean {
  return priceE8 >= DOLLAR_LIKE_FROM_E8 && priceE8 <= DOLLAR_LIKE_TO_E8
}
