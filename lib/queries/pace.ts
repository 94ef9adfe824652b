import type { Chain } from 'viem'

/** How often figures are read again while a page is open, at most. */
export const REFRESH_MS = 12_000

const MINUTE_MS = 60_000

/** What an idle page may send in a minute for one read. What is small beside it is not counted: events, growth, the clock. */
const BYTES_PER_MINUTE = 50_000

/** How often figures of a chain are read again while a page is open: about once a block, of fast chains less often. */
export function refreshMsOf({ blockTime = REFRESH_MS }: Chain): number {
  return Math.max(blockTime, REFRESH_MS)
}

/** How often all of a place is: with each refresh, or less often where that would send too much. */
export function paceMsOf(chain: Chain, sentBytes: number): number {
  return Math.max(refreshMsOf(chain), Math.ceil((sentBytes * MINUTE_MS) / BYTES_PER_MINUTE))
}

/** The same where what matters most of it is read apart, with each refresh. */
export function restPaceMsOf(chain: Chain, sentBytes: number): number {
  return Math.max(MINUTE_MS, 4 * paceMsOf(chain, sentBytes))
}
