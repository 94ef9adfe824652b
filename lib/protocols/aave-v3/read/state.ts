import type { Address } from '../../../domain/asset'
import type { AccountSnapshot, MarketSnapshot } from '../../protocol'
import type { LiquidateOf } from './liquidate-of'
import type { Growth, Part } from './parts'
import type { RawSnapshot } from './raw'

/** What the adapter keeps in `MarketSnapshot.state`. */
export type AaveState = {
  readonly raw: RawSnapshot
  readonly growth: Growth
  readonly parts: readonly Part[]
  /** The category in which a position in each farm is, by the farm's id; 0 for none. */
  readonly eModeOfFarm: ReadonlyMap<string, number>
  /** How an account around these markets is converted; left out where they were read by themselves, without the code for it. */
  readonly convertAccount?: (
    raw: RawSnapshot,
    growth: Growth,
    owner: Address,
    liquidateOf?: LiquidateOf,
  ) => AccountSnapshot
  /** What tells what a liquidation takes of the account's positions; left out where they were read without it. */
  readonly liquidateOf?: LiquidateOf
}

/** The adapter's own view inside a snapshot that this adapter made. */
export function stateOf(snapshot: MarketSnapshot): AaveState {
  return snapshot.state as AaveState
}
