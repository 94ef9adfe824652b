import type { Address } from '../../lib/domain/asset'
import type { PricedAsset } from '../../lib/domain/value'
import type { MarketSnapshot } from '../../lib/protocols/protocol'
import { gearboxV3Driver } from './driver-of-gearbox-v3'

/** What an exchange holds of one token. */
export type ExchangeSide = { readonly priced: PricedAsset; readonly amount: bigint }

/**
 * What the suites that run against every protocol ask of its contracts, beside what its adapter tells: where money can
 * be in it, and what it may keep. Written from the contracts, and used by tests alone.
 */
export type ProtocolDriver = {
  /** The adapter's id. */
  readonly protocol: string
  /** Whether a token is worth a dollar by its issuer's word, by the list that the adapter goes by. */
  readonly isDollar: (chainId: number, token: Address) => boolean
  /** Every asset of its markets with the oracle's price. */
  readonly listPriced: (markets: MarketSnapshot) => readonly PricedAsset[]
  /** Whoever holds tokens for others in it, positions and exchanges apart. */
  readonly listVaults: (markets: MarketSnapshot) => readonly Address[]
  /** The exchanges that its positions trade in, once each, with all that each of them holds. */
  readonly listExchanges: (markets: MarketSnapshot) => readonly (readonly ExchangeSide[])[]
  /** What only passes tokens on, and may keep none. */
  readonly listPassages: (markets: MarketSnapshot) => readonly Address[]
  /** The most of each token that the protocol itself leaves in a position that was closed, in smallest units. */
  readonly keptUnits: bigint
}

const drivers: readonly ProtocolDriver[] = [gearboxV3Driver]

/** Throws for a protocol without one: nothing would look at what it leaves behind. */
export function driverOf({ id }: { readonly id: string }): ProtocolDriver {
  const driver = drivers.find(({ protocol }) => protocol === id)
  if (!driver) throw new Error(`${id} has no driver in devnet/testing/driver.ts`)
  return driver
}
