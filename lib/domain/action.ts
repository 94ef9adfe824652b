import type { AssetAmount } from './asset'

/**
 * One thing that a transaction does, in the person's terms. A protocol encodes a list of them into
 * calls; the review shows the same list in words.
 */
export type Action =
  /** Out of the wallet, or out of what was done before it where `isFromTrade`. */
  | { readonly kind: 'add-collateral'; readonly give: AssetAmount; readonly isFromTrade?: boolean }
  | { readonly kind: 'borrow'; readonly get: AssetAmount }
  | { readonly kind: 'repay'; readonly give: AssetAmount; readonly isAll: boolean }
  /** To the wallet, or for what is done after it where `isForTrade`. */
  | {
      readonly kind: 'withdraw'
      readonly get: AssetAmount
      readonly isAll: boolean
      readonly isForTrade?: boolean
    }
  | { readonly kind: 'claim'; readonly get: AssetAmount }
  /** The chain's coin into the token that it is wrapped as, one for one. */
  | { readonly kind: 'wrap'; readonly give: AssetAmount; readonly get: AssetAmount }
  /** And back, to the wallet; `isAll` where it is whatever is left by then. */
  | {
      readonly kind: 'unwrap'
      readonly give: AssetAmount
      readonly get: AssetAmount
      readonly isAll: boolean
    }
  | { readonly kind: 'supply'; readonly give: AssetAmount }
  | { readonly kind: 'withdraw-supply'; readonly get: AssetAmount; readonly isAll: boolean }
  | {
      /** What a collateral may count for at most, in the debt's asset; `name` is the protocol's word for it, from code. */
      readonly kind: 'set-cap'
      readonly collateral: AssetAmount
      readonly cap: AssetAmount
      readonly name: string
    }
  | {
      /** Exchanging one asset for another; `minimum` is what it must bring or the transaction reverts. */
      readonly kind:
        | 'swap'
        | 'join-pool'
        | 'exit-pool'
        | 'stake'
        | 'unstake'
        | 'vault-deposit'
        | 'vault-redeem'
      readonly give: AssetAmount
      readonly get: AssetAmount
      readonly minimum: bigint
      /** The most that it may take where it brings exactly `get`; left out where it takes exactly `give`. */
      readonly maximum?: bigint
      /** Whether its price moves until it is carried out; else it brings what was quoted. */
      readonly isAtMarket: boolean
      /** The venue's own name, from code: "Uniswap V2", "Balancer V2". */
      readonly venue: string
      /** The swap fee paid, inside `give`, as a ratio; 0n where there is none. */
      readonly feeWad: bigint
    }
