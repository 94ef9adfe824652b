import { type Address, isSameAddress } from '../../../domain/asset'
import { venueReaders } from '../venues/readers'
import type { Earning, Share } from '../venues/venue'
import { oncePerMarket } from './once-per-market'
import type { RawAccount, RawMarket, RawToken } from './raw'

/** By token, in lower case. */
const sharesOf = oncePerMarket((market): ReadonlyMap<string, Share> => {
  const shares = venueReaders.flatMap((venue) => venue.listShares?.(market) ?? [])
  return new Map(shares.map((share) => [share.token.toLowerCase(), share]))
})

/** Every token that a market's venues give out, once each. */
export function listShares(market: RawMarket): readonly Share[] {
  return [...sharesOf(market).values()]
}

/** What a token is that a venue gave out; undefined where none did. */
export function findShare(market: RawMarket, token: Address): Share | undefined {
  return sharesOf(market).get(token.toLowerCase())
}

/** The one token that a share is of; undefined where it is of several. */
export function findWrapped({ parts: [part, ...others] }: Share): Address | undefined {
  return others.length === 0 ? part?.token : undefined
}

/** Paid for holding something, and no collateral. */
export function isMereReward(market: RawMarket, { token, liquidationThreshold }: RawToken): boolean {
  return (
    liquidationThreshold === 0 &&
    listShares(market).some(({ pays }) => pays && isSameAddress(pays.token, token))
  )
}

/** What an account has earned at each venue that pays, 0n included. */
export function listEarnings(market: RawMarket, account: RawAccount): readonly Earning[] {
  return venueReaders.flatMap((venue) => venue.listEarnings?.(market, account) ?? [])
}
