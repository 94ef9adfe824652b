import type { NamedAmount, Nothing } from './issue'

/** What is wrong with what a person typed. */
export type InputIssues = {
  'amount-missing': Nothing
  'amount-not-a-number': Nothing
  /** What may have been meant, without a comma: as a whole number, and with decimals. */
  'number-ambiguous': { readonly whole: string; readonly decimal: string }
  'amount-negative': Nothing
  'amount-zero': Nothing
  /** How many decimals the token has. */
  'amount-too-many-decimals': { readonly decimals: number }
  'amount-too-large': Nothing
  /** Null where whoever refused it did not say how much there is. */
  'amount-over-balance': {
    readonly balance: NamedAmount | null
    /** What of the chain's coin stays for network fees, and is no part of `balance`. */
    readonly reserve?: NamedAmount
  }
  'leverage-not-a-number': Nothing
  /** 1e18 = 1x. */
  'leverage-below-minimum': { readonly minimumWad: bigint }
  /** 1e18 = 1x; null where the market's own maximum is not known. */
  'leverage-over-maximum': { readonly maximumWad: bigint | null }
}
