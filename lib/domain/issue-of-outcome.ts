import type { NamedAmount } from './issue'
import type { Unit } from './unit'

/** A figure then and now; null where it was or is not there. */
type Move = { readonly from: bigint | null; readonly to: bigint | null }

/** What is no longer as somebody read it. */
export type OutcomeMove =
  /** 1e18 = 1. */
  | (Move & { readonly figure: 'health-factor' })
  /** 1e18 = 1x. */
  | (Move & { readonly figure: 'leverage' })
  /** In the position's unit with 8 decimals, of the asset with this symbol. */
  | (Move & { readonly figure: 'liquidation-price'; readonly symbol: string; readonly unit?: Unit })
  /** What the wallet gets of an asset; below 0 where it pays. */
  | { readonly figure: 'wallet'; readonly from: NamedAmount; readonly to: NamedAmount }
  /** In wei of the network's own coin. */
  | { readonly figure: 'network-fee'; readonly from: bigint; readonly to: bigint }

/**
 * What makes a trade larger or smaller: the amount typed, the leverage chosen, both; the whole position, where all of
 * it is sold; or the rewards, where all of them are.
 */
export type SizedBy = 'amount' | 'leverage' | 'amount-and-leverage' | 'position' | 'rewards'

/** What an action would leave behind that our own guards warn of or refuse. Ratios have 18 decimals. */
export type OutcomeIssues = {
  'price-impact-high': { readonly priceImpactWad: bigint; readonly sizedBy: SizedBy }
  'price-impact-too-high': { readonly priceImpactWad: bigint; readonly sizedBy: SizedBy }
  /** What rounding takes of what is traded: so little that a larger amount loses less. */
  'lost-to-rounding': { readonly lossWad: bigint }
  'health-factor-low': { readonly healthFactorWad: bigint }
  'health-factor-too-low': { readonly healthFactorWad: bigint; readonly sizedBy: SizedBy }
  /** What is lost of what is traded. */
  'value-lost': { readonly lossWad: bigint }
  /** What comes out, and what was asked for. */
  'leverage-over-asked': { readonly leverageWad: bigint; readonly askedWad: bigint }
  /** None where a warning is all that is new. */
  'outcome-moved': { readonly moves: readonly OutcomeMove[] }
}
