import type { Action } from '../../../domain/action'
import type { TradeQuote } from '../../../domain/amm'
import type { Address } from '../../../domain/asset'
import type { Hex } from '../../../domain/call'
import type { Ask } from '../../../domain/question'
import type { RawAccount, RawMarket } from '../read/raw'

export type Conversion = Extract<Action, { minimum: bigint }>

/** One way to turn one token into another in a pool. `index` is the pool's place in its venue's list in the market. */
export type Passage = { readonly from: Address; readonly to: Address; readonly index: number }

/** A passage of the venue with that id. */
export type Edge = Passage & { readonly venue: string }

/** What a token is that a venue gives out for what is put into it. */
export type Share = {
  readonly token: Address
  readonly kind: 'pool-share' | 'stake' | 'vault-share'
  /** What is in it, weights adding up to 1e18: the price of what it stands for follows theirs. */
  readonly parts: readonly { readonly token: Address; readonly weightWad: bigint }[]
  /** What holding it pays, in smallest units a second over all of `supply`, until a Unix time in seconds. */
  readonly pays?: {
    readonly token: Address
    readonly perSecond: bigint
    readonly untilSeconds: bigint
    readonly supply: bigint
  }
}

/** One token's side of a pool whose price is (balance / weight) of one side over that of the other. */
export type PoolSide = { readonly token: Address; readonly balance: bigint; readonly weight: bigint }

/** What an account has earned and not yet claimed. */
export type Earning = { readonly token: Address; readonly amount: bigint }

/**
 * A kind of pool as every page needs it. Its raw data is a list of the market's own, `market.uniswapPools` for
 * example, which `read/read-venues.ts` fills; what is drafted from it is a `Venue`. Pure.
 */
export type VenueReader = {
  readonly id: string
  /** Every conversion that the market's adapters allow in it. */
  readonly listPassages: (market: RawMarket) => readonly Passage[]
  readonly listShares?: (market: RawMarket) => readonly Share[]
  /** Its pools as far as they tell a market's price. */
  readonly listPriceSources?: (market: RawMarket) => readonly (readonly PoolSide[])[]
  readonly listEarnings?: (market: RawMarket, account: RawAccount) => readonly Earning[]
}

/** One call of a credit facade's multicall: to the facade itself or to an adapter. */
export type MultiCall = { readonly target: Address; readonly callData: Hex }

/** What a conversion is asked for: of the account's whole balance but `leftover`. */
export type Terms = {
  readonly leftover: bigint
  /**
   * The least that it must bring for each unit, 1e27 = 1, in smallest units of both. As a rate, a unit more or less
   * does not matter; it rounds down by less than one unit of the whole, which the guard around all steps takes up.
   */
  readonly minRateRay: bigint
  readonly deadlineSeconds: bigint
  /** As quoted for: what is expected to be converted, and what was answered of it. */
  readonly give: bigint
  readonly ask: Ask
}

/** A kind of pool that accounts trade with, as a plug-in: a folder beside this file. Pure. */
export type Venue = VenueReader & {
  /** Whether its price moves until a transaction is mined, so that the outcome may fall short of the quote by the slippage. */
  readonly isAtMarket: boolean
  /** What a conversion is called, which is what picks its sentence, and the venue's own name in it. */
  readonly describe: (market: RawMarket, passage: Passage) => Pick<Conversion, 'kind' | 'venue'>
  /**
   * What `give` brings, never above what the contract gives at that state; null where it cannot take so much. Where
   * only the chain knows, it asks: the draft ends there, and is made again once there is an answer.
   */
  readonly quote: (market: RawMarket, passage: Passage, give: bigint, ask: Ask) => TradeQuote | null
  /** The market after such a trade. Left out where one's own trades move no price. */
  readonly move?: (market: RawMarket, passage: Passage, give: bigint, get: bigint) => RawMarket
  /** The most that it takes at the moment; null, or left out, where nothing but the quote limits it. */
  readonly roomFor?: (market: RawMarket, passage: Passage) => bigint | null
  readonly encode: (market: RawMarket, passage: Passage, terms: Terms) => MultiCall
  /** What an account can claim of it, 0n included, and the call that does. */
  readonly encodeClaims?: (
    market: RawMarket,
    account: RawAccount,
  ) => readonly (Earning & { readonly call: MultiCall })[]
  /** What arrives in a wallet in place of a token that never leaves an account itself; undefined for any other. */
  readonly leavesAs?: (market: RawMarket, token: Address) => Address | undefined
  /** A call without effect that reverts after a time; null where this market has no such pool. */
  readonly encodeDeadline?: (market: RawMarket, deadlineSeconds: bigint) => MultiCall | null
  /** The market where accounts hold so much more of each token: what its rewards are shared by. */
  readonly resupply?: (market: RawMarket, changeOf: (token: Address) => bigint) => RawMarket
  /** The market with its prices as they are in another snapshot of it. */
  readonly takePricesOf?: (market: RawMarket, other: RawMarket) => RawMarket
}
