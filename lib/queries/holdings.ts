import type { Address } from '../domain/asset'
import type { AccountSnapshot } from '../protocols/protocol'
import { usePlaceAccount } from './account'
import type { Place } from './place'
import type { Reading } from './reading'

/** What an account's positions rest on, read with each refresh; `whole` has its wallet too, and is read less often. */
export type HoldingsReading = Reading<AccountSnapshot> & { readonly whole: AccountSnapshot | undefined }

const OWN_POSITIONS = { positions: 'own' } as const

/**
 * An account's positions as of the latest block, whatever else there is in a place: all of it is read first, and then
 * again now and then, what they rest on each time.
 */
export function usePlaceHoldings(place: Place, owner: Address | null): HoldingsReading {
  const whole = usePlaceAccount(place, owner, { isRest: true })
  const isRead = whole.data !== undefined
  const own = usePlaceAccount(place, owner, { scope: OWN_POSITIONS, isWanted: isRead })
  const refetch = () => {
    whole.refetch()
    if (isRead) own.refetch()
  }
  return { ...(isNewer(own.data, whole.data) ? own : whole), refetch, whole: whole.data }
}

function isNewer(own: AccountSnapshot | undefined, whole: AccountSnapshot | undefined): boolean {
  return own !== undefined && whole !== undefined && own.markets.block.number >= whole.markets.block.number
}
