import type { ContractFunctionReturnType } from 'viem'
import type { lensAbi } from './lens.generated'

/** What the lens returns for `load`: see `lens.sol` for the meaning of each field. */
export type RawSnapshot = ContractFunctionReturnType<typeof lensAbi, 'view', 'load'>
export type RawMarket = RawSnapshot['markets'][number]
export type RawPool = RawSnapshot['pools'][number]
export type RawToken = RawMarket['tokens'][number]
export type RawAccount = RawSnapshot['accounts'][number]

/** Yearly growth of a vault's share price by vault address (lower case), 1e18 = 100 %; null where unmeasured. */
export type VaultGrowth = Readonly<Record<string, bigint | null>>

/** What the adapter keeps in `MarketSnapshot.state`. */
export type GearboxState = {
  readonly raw: RawSnapshot
  readonly growth: VaultGrowth
}
