import type { Abi, Client } from 'viem'
import type { Address, AssetAmount, NamedSpender } from '../domain/asset'
import type { Hex, OperationCall } from '../domain/call'
import type { TradeCosts } from '../domain/closing-cost'
import type { WrappedCoin } from '../domain/coin'
import type { Farm } from '../domain/farm'
import type { Holder } from '../domain/holder'
import type { Intent, ManageIntent, OpenIntent, SupplyIntent, WithdrawSupplyIntent } from '../domain/intent'
import type { Issue, IssueOf } from '../domain/issue'
import type { ReadingIssues } from '../domain/issue-of-reading'
import type { Legs } from '../domain/legs'
import type { LendingOutcome, LendingPool, LendingSupply } from '../domain/lending'
import type { Liquidation } from '../domain/liquidated'
import type { OwnedPosition, Position, PositionRates, YieldSource } from '../domain/position'
import type { Answers, Undrafted } from '../domain/question'
import type { Requirement } from '../domain/requirement'
import type { WalletAsset } from '../domain/wallet'

export type Block = { readonly number: bigint; readonly timestamp: bigint }

/** Everything one protocol shows of one chain at one block. */
export type MarketSnapshot = {
  readonly protocol: string
  readonly chainId: number
  readonly block: Block
  readonly farms: readonly Farm[]
  /** Pools that lend to the farms. Empty where the protocol has none to supply to. */
  readonly pools: readonly LendingPool[]
  readonly issues: readonly IssueOf<keyof ReadingIssues>[]
  /** Where operations take the chain's coin instead of what it is wrapped as; left out where they do not. */
  readonly wrappedCoin?: WrappedCoin
  /** The block of one's own last transaction, where these figures are older: nothing is planned on them. */
  readonly awaitedBlock?: bigint
  /** What was answered at this very block to what drafts of it asked. */
  readonly answers?: Answers
  /** What asking for it again sends, in bytes; left out where it was not asked for by itself. */
  readonly sentBytes?: number
  /** The adapter's own view of its markets, that its pure functions quote and encode from. Opaque to everybody else. */
  readonly state: unknown
}

/** An account's positions and wallet, read in the same block as the markets around them. */
export type AccountSnapshot = {
  readonly markets: MarketSnapshot
  readonly owner: Address
  readonly positions: readonly OwnedPosition[]
  /**
   * Who can hold positions of the owner's: the account itself first, then its Safes, there or not, in the order in which they
   * are to be taken. Of a position's scope its holder alone. Left out where a protocol has accounts of its own.
   */
  readonly holders?: readonly Holder[]
  /** What the owner lends: pools that they hold shares of. Some are parts of positions too, and say so. */
  readonly supplies: readonly LendingSupply[]
  /** Wallet balance, and allowance to `spender`, of each asset of each market. */
  readonly wallet: readonly WalletAsset[]
  /** The chain's own coin, in wei: it pays network fees. */
  readonly nativeBalance: bigint
}

/** What an operation will need and do, before anything was simulated or signed. Pure data. */
export type OperationDraft = TradeCosts & {
  /** What must be so before the calls work, in the order in which it is to be met. */
  readonly requirements: readonly Requirement[]
  /** In this order; a protocol that can do all of it at once has one. */
  readonly calls: readonly OperationCall[]
  /** Who has nothing to take any more once it is done: what they may still take by then is taken back. */
  readonly released: readonly NamedSpender[]
  /** The position after, estimated from the snapshot; null where nothing remains. */
  readonly after: Position | null
  /** What it then earns and costs, moved by the operation itself; null where nothing remains. */
  readonly ratesAfter: PositionRates | null
  /** What leaves (negative) and enters (positive) the wallet, estimated. */
  readonly walletChanges: readonly AssetAmount[]
  /** Value lost to price movement of our own trades against the pools' price before them. 1e18 = 100 %. */
  readonly priceImpactWad: bigint
  readonly issues: readonly Issue[]
  /** Where it is the first leg of several, whether or not others follow. */
  readonly legs?: Legs
}

export type Drafted = OperationDraft | Undrafted

/** A lending operation with the pool after it, estimated. */
export type LendingDraft = OperationDraft & {
  readonly outcome: LendingOutcome
  /** The pool's yearly rate to lenders after it; null where the adapter does not know how it follows. */
  readonly supplyAprWadAfter: bigint | null
  /** What lenders are paid on top after it; left out where it moves nothing of that. */
  readonly rewardsAfter?: readonly YieldSource[]
}

/** Pure, as the drafts of positions. `shares` are the owner's in the pool; 0n where nobody is connected. */
export type LendingAbility = {
  readonly draftSupply: (
    markets: MarketSnapshot,
    shares: bigint,
    intent: SupplyIntent,
  ) => LendingDraft | { readonly issues: readonly Issue[] }
  readonly draftWithdraw: (
    markets: MarketSnapshot,
    shares: bigint,
    intent: WithdrawSupplyIntent,
  ) => LendingDraft | { readonly issues: readonly Issue[] }
}

/** What the person accepts while the transaction travels. */
export type Tolerance = {
  /** How far each swap's outcome may fall short of its quote, in basis points. */
  readonly slippageBps: bigint
  /** Unix time in seconds after which the transaction must not execute. */
  readonly deadlineSeconds: bigint
}

/** A read inside a simulation, before and after the calls: `code` runs at `to` by a state override, and what comes back is decoded. */
export type AccountProbe = {
  readonly to: Address
  readonly code: Hex
  readonly data: Hex
  readonly decode: (returnData: Hex) => AccountSnapshot
}

/** What was measured of how holdings grow, in the adapter's own terms; null where it was not. Opaque to everybody else. */
export type Growth = unknown

/**
 * What of a place is wanted: no more than a farm, or a position, and whatever is planned with it take; or than what an
 * account's positions rest on, which is nothing where nobody is asked about; or than all pools to supply to, and what the
 * account itself has in them.
 */
export type Scope =
  | { readonly farmId: string }
  | { readonly positionId: string }
  | { readonly positions: 'own' }
  | { readonly pools: 'all' }

export type ReadOptions = {
  /** What was measured before, for it not to be measured again: null where nothing was. */
  readonly growth?: Growth
  /** All of it where there is none. What does not exist has nothing. */
  readonly scope?: Scope
}

/** What every page has of a protocol before anything is read of it. */
export type ReaderHead = {
  readonly id: string
  readonly name: string
  /** Whether a liquidation ends all debt of a position, or may take a part of it and leave the rest. */
  readonly liquidates: 'all' | 'parts'
  /** Whether there are pools to supply to: the page of pools reads nothing else. */
  readonly hasPools: boolean
  /** Where the protocol starts on a chain; null where it is not there. */
  readonly entryOn: (chainId: number) => Address | null
}

/** What reading a protocol takes, which every page does: it comes with the page, or with the first read. */
export type ProtocolReader = ReaderHead & {
  /**
   * Reads all markets, or those of a scope: a client's first time in at most 5 RPC requests, of which one is growth's and
   * saved where it is given, then in 1; a request more for each dozens of markets. The first time `onPart` may be told the
   * first figures, after at most 2, while the others are under way. What cannot be read is an issue, and the rest stands.
   * Throws what the client throws.
   */
  readonly fetchMarkets: (
    client: Client,
    chainId: number,
    options?: ReadOptions & { readonly onPart?: (part: MarketSnapshot) => void },
  ) => Promise<MarketSnapshot>
  /**
   * Reads an account's positions, wallet and the markets around them: one RPC request more, for which positions there are. Of
   * a position's scope the account must be its owner's.
   */
  readonly fetchAccount: (
    client: Client,
    chainId: number,
    owner: Address,
    options?: ReadOptions,
  ) => Promise<AccountSnapshot>
  /** Measures what a single block cannot tell, such as how fast vault shares grow. One RPC request. */
  readonly fetchGrowth: (client: Client, markets: MarketSnapshot) => Promise<Growth>
  /** Pure: the same snapshot with what was measured. */
  readonly applyGrowth: (markets: MarketSnapshot, growth: Growth) => MarketSnapshot
  readonly applyGrowthToAccount: (account: AccountSnapshot, growth: Growth) => AccountSnapshot
  /** Reads who owns a position, so that a link to it works for anybody; null where there is no such position. */
  readonly fetchPositionOwner: (
    client: Client,
    chainId: number,
    positionId: string,
  ) => Promise<Address | null>
}

/** One protocol as a plug-in: a folder of this shape, and a line in `adapters.ts` and in `readers.ts`. */
export type ProtocolAdapter = ProtocolReader & {
  /** Pure. Never throws for a person's input: what is wrong comes back in `issues`. */
  readonly draftOpen: (markets: MarketSnapshot, intent: OpenIntent, tolerance: Tolerance) => Drafted
  readonly draftManage: (account: AccountSnapshot, intent: ManageIntent, tolerance: Tolerance) => Drafted
  /**
   * Reads a position's last liquidation, and what it cost; null where there was none. Asked for positions without
   * debt alone, unless `liquidates` says that parts are taken. Left out where a protocol cannot tell.
   */
  readonly fetchLiquidation?: (
    client: Client,
    account: AccountSnapshot,
    positionId: string,
  ) => Promise<Liquidation | null>
  /** The account on another snapshot's pools, one's own shares in them included: what a push of them did is undone. Pure. */
  readonly withPoolsOf: (account: AccountSnapshot, markets: MarketSnapshot) => AccountSnapshot
  /** Supplying to the pools that farms borrow from; null where the protocol has none, or it is not ours to offer, as `hasPools` says. */
  readonly lending: LendingAbility | null
  /**
   * Reads what an intent concerns, all of it where there is none. `markets` lends what a single block cannot tell, such
   * as how fast vault shares grow.
   */
  readonly probeAccount: (markets: MarketSnapshot, owner: Address, intent?: Intent) => AccountProbe
  /**
   * Reads an intent's account as it was at the end of a block, in the very way that a probe reads it, and whatever others did
   * in that block. At most 2 RPC requests. Throws what the client throws.
   */
  readonly fetchAccountAt: (
    client: Client,
    markets: MarketSnapshot,
    intent: Intent,
    blockNumber: bigint,
  ) => Promise<AccountSnapshot>
  /** The functions that its drafts call, so that a review can read their bytes back; left out, it names none. */
  readonly functionAbi?: Abi
  /** Every error that this protocol and what it calls can revert with. */
  readonly errorAbi: Abi
  /** Decoded revert → issue, for the errors that this protocol knows the meaning of. */
  readonly explainError: (errorName: string, args: readonly unknown[]) => Issue | null
}
