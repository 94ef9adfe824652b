import type { ContractFunctionReturnType } from 'viem'
import type { lensAbi } from './lens.generated'

/** What the lens returns for `load`: see `lens.sol` for the meaning of each field. */
export type RawSnapshot = ContractFunctionReturnType<typeof lensAbi, 'view', 'load'>
export type RawMarket = RawSnapshot['markets'][number]
export type RawPool = RawSnapshot['pools'][number]
export type RawToken = RawMarket['tokens'][number]
export type RawAccount = RawSnapshot['accounts'][number]

/** How a vault's share price grows, 1e18 = 100 %: a year at today's rate, and a year as the vault's own code has it. */
export type ShareGrowth = { readonly aprWad: bigint; readonly yearWad: bigint }

/** By vault address (lower case); null where it could not be measured. */
export type VaultGrowth = Readonly<Record<string, ShareGrowth | null>>

/** What the adapter keeps in `MarketSnapshot.state`. */
export type GearboxState = {
  readonly raw: RawSnapshot
  readonly growth: VaultGrowth
}
