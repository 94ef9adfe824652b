import type { Address } from '../../lib/domain/asset'
import type { Farm } from '../../lib/domain/farm'
import type { Intent } from '../../lib/domain/intent'
import type { Issue } from '../../lib/domain/issue'
import type { OwnedPosition } from '../../lib/domain/position'
import type { PricedAsset } from '../../lib/domain/value'
import type { AccountSnapshot, MarketSnapshot, OperationDraft } from '../../lib/protocols/protocol'
import type { TestChain } from '../test-chain'
import type { Disturbance } from './disturb-lending'
import { aaveV3Driver, sparkDriver } from './driver-of-aave-v3'
import { gearboxV3Driver } from './driver-of-gearbox-v3'
import type { Choices } from './model-steps'

/** So much of one token. */
export type ExchangeSide = { readonly priced: PricedAsset; readonly amount: bigint }

export type Exchange = {
  /** Worth alike where it trades at the oracle's prices. */
  readonly sides: readonly ExchangeSide[]
  /** Whose balances are all that it holds; null where that is what the sides say. */
  readonly heldAt: Address | null
}

/** A step that was refused, with what it would have come to where that was drafted all the same. */
export type Refused = {
  readonly issue: Issue
  readonly before: AccountSnapshot
  readonly intent: Intent
  readonly estimate: OperationDraft | null
}

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
  /** Whoever holds tokens for others in it or pays them out, positions and exchanges apart. */
  readonly listVaults: (markets: MarketSnapshot) => readonly Address[]
  /** The exchanges that its positions trade in, once each. */
  readonly listExchanges: (markets: MarketSnapshot) => readonly Exchange[]
  /** What only passes tokens on, and may keep none. */
  readonly listPassages: (markets: MarketSnapshot) => readonly Address[]
  /** Who may be allowed to take tokens while a plan is carried out, beside those that the wallet is read for. */
  readonly listSpenders: (markets: MarketSnapshot) => readonly Address[]
  /** Tokens that stand for what an account holds or owes in it: none is left of a position that was closed. */
  readonly listClaims: (markets: MarketSnapshot) => readonly Address[]
  /** The most of each token that the protocol itself leaves in a position that was closed, in smallest units. */
  readonly keptUnits: bigint
  /** Random steps that the short run takes. */
  readonly modelSteps: number
  /** What random steps choose among. */
  readonly choices: Choices
  /** Whether what it refuses by rules of its own is so, told from what was read and not from what drafted; null where it has no say. */
  readonly isReasonTrue: (refused: Refused) => boolean | null
  /** What operators and other people do to it meanwhile; false where it cannot be done. */
  readonly disturb: (chain: TestChain, account: AccountSnapshot, disturbance: Disturbance) => Promise<boolean>
  /** Farms of one kind are opened and closed alike: of many, the short run takes one. */
  readonly kindOf: (farm: Farm) => string
  /** Farms that the same rules limit, whatever they are held for: of many, the suite of limits takes one. */
  readonly limitedAs: (farm: Farm) => string
  /** Symbols of what its farms take, of what the practice chain hands out. */
  readonly deposits: readonly string[]
  /** What a price moves against, of those that take new positions. */
  readonly directions: readonly Farm['direction'][]
  /** Whether it judges a position by itself after each loan and each withdrawal, and not once when all is done. */
  readonly judgesEachCall: boolean
  /** Whether any of its farms pays rewards. */
  readonly paysRewards: boolean
  /** Whether what is owed in a position earns rewards, which no yield tells of. */
  readonly paysBorrowers: (position: OwnedPosition) => boolean
  /** The fewest farms that there are on the practice chain. */
  readonly fewestFarms: number
  /** RPC requests that reading all markets takes a client's first time, growth's among them. */
  readonly firstRequests: number
}

const drivers: readonly ProtocolDriver[] = [gearboxV3Driver, aaveV3Driver, sparkDriver]

/** Throws for a protocol without one: nothing would look at what it leaves behind. */
export function driverOf({ id }: { readonly id: string }): ProtocolDriver {
  const driver = drivers.find(({ protocol }) => protocol === id)
  if (!driver) throw new Error(`${id} has no driver in devnet/testing/driver.ts`)
  return driver
}
