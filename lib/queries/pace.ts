import type { Chain } from 'viem'

/** How often figures are read again while a page is open, at most. */
export const REFRESH_MS = 12_000

const MINUTE_MS = 60_000

/** What an idle page may send in a minute for all that it reads. What is small beside it is not counted: events, growth, the clock. */
const BYTES_PER_MINUTE = 50_000

/** How often figures of a chain are read again while a page is open: about once a block, of fast chains less often. */
export function refreshMsOf({ blockTime = REFRESH_MS }: Chain): number {
  return Math.max(blockTime, REFRESH_MS)
}

/** How often something should be read, and how much it counts for beside other reads. */
export type Pace = { readonly fastestMs: number; readonly weight: number }

export const steadyPaceOf = (chain: Chain): Pace => ({ fastestMs: refreshMsOf(chain), weight: 4 })

/** Of what is left of something where what matters most of it is read apart, with each refresh. */
export const restPaceOf = (chain: Chain): Pace => ({
  fastestMs: Math.max(2 * MINUTE_MS, refreshMsOf(chain)),
  weight: 1,
})

/** What a read would send in a minute, in bytes, made as often as it should be. */
export type Demand = { readonly bytes: number; readonly weight: number }

export function demandOf(sentBytes: number, { fastestMs, weight }: Pace): Demand {
  return { bytes: (sentBytes * MINUTE_MS) / fastestMs, weight }
}

/** How often a read is made beside others: as it should be, or less often where that would send too much. */
export function paceMsOf({ fastestMs }: Pace, demand: Demand, others: readonly Demand[]): number {
  const { bytes } = demand
  return bytes === 0 ? fastestMs : Math.ceil((fastestMs * bytes) / findShare(demand, others))
}

/** What asks for little has it; the others share by weight what that leaves. */
function findShare(demand: Demand, others: readonly Demand[]): number {
  const demands = [demand, ...others].toSorted((a, b) => a.bytes / a.weight - b.bytes / b.weight)
  let left = BYTES_PER_MINUTE
  let weight = demands.reduce((sum, one) => sum + one.weight, 0)
  for (const one of demands) {
    if (one.bytes * weight > left * one.weight) return (left * demand.weight) / weight
    if (one === demand) return demand.bytes
    left -= one.bytes
    weight -= one.weight
  }
  return demand.bytes
}
