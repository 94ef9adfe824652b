import type { Address } from '../../../domain/asset'

/** One trade of an account: exactly so much put in, or exactly so much taken out. */
export type Trade = {
  readonly from: Address
  readonly to: Address
  readonly exact: 'in' | 'out'
  readonly amount: bigint
}

/** Where a trade happens, as data: what it is encoded and told from. */
export type Place = {
  /** The venue's own name, from code: "Uniswap V3". */
  readonly venue: string
  readonly pool: Address
  readonly feePips: number
}

/** What a trade takes and gives. */
export type Quote = {
  /** Never below what the pool takes at that state, */
  readonly amountIn: bigint
  /** and never above what it gives. */
  readonly amountOut: bigint
  /** The part of what is put in that the swap fee takes, 1e18 = 100 %, rounded up. */
  readonly feeWad: bigint
  /** What is lost by moving the price, one's own trades before this one included, 1e18 = 100 %, rounded up. */
  readonly priceImpactWad: bigint
  /** The same place after it. */
  readonly after: Exchange
}

/** Where two assets are traded, as one's own trades so far leave it. Pure. */
export type Exchange = {
  readonly place: Place
  /** null where it cannot take or give so much. */
  readonly quote: (trade: Trade) => Quote | null
  /** The same place, which then cannot take what only the chain can quote: for what is tried in great number. */
  readonly withoutAsking: () => Exchange
  /** What so much brings at the price now, its fee taken, rounded up: a quote of it is not above. */
  readonly computeMostOut: (from: Address, amountIn: bigint) => bigint
}
