/**
 * A problem as a value. `format/issue.ts` turns it into a sentence that says what happened, what it
 * means for the money and what to do.
 */
export type Issue = {
  readonly code: IssueCode
  /** A refusal stops the action and has no tick-box; a warning needs a deliberate act; info is shown. */
  readonly severity: 'refusal' | 'warning' | 'info'
  /** The form field it belongs beside. */
  readonly field?: 'amount' | 'leverage' | 'asset'
  /**
   * Values the sentence needs, already exact: bigints are formatted by `format`. Names it reads, all of
   * them optional: amounts `balance`, `debt`, `minimum`, `maximum`, `available`, `proceeds`, `fee`, `needed`, `allowed`; ratios
   * `minimumWad`, `maximumWad` (leverage), `priceImpactWad`, `lossWad`, `healthFactorWad`, `leverageWad`, `divergenceWad`;
   * what moved, by its name with `From` and `To` (see `listMoves`); texts `decimals`, `whole` and `decimal` (what may have been meant), `most`, `asset`
   * (a symbol), `expected` (a network's name), `block` (a block's number), `reason` (what a contract,
   * wallet or node said), `selector` (of an error that nobody knows), `explanation` (words of an adapter of ours).
   */
  readonly details?: Readonly<
    Record<string, bigint | string | number | { asset: { symbol: string; decimals: number }; amount: bigint }>
  >
  /** Why the chain undid a transaction, where the protocol knows what its error means. */
  readonly cause?: Issue
  /** What the adapter that found it says of it, where the code is a protocol's own. */
  readonly words?: IssueWords
}

/** Words for a code that an adapter brings: `{name}` in them stands for a detail. Ours, never a contract's. */
export type IssueWords = { readonly title: string; readonly text: string }

export type IssueCode =
  // what a person typed
  | 'amount-missing'
  | 'amount-not-a-number'
  | 'number-ambiguous'
  | 'amount-negative'
  | 'amount-zero'
  | 'amount-too-many-decimals'
  | 'amount-too-large'
  | 'amount-over-balance'
  | 'leverage-not-a-number'
  | 'leverage-below-minimum'
  | 'leverage-over-maximum'
  | 'leverage-over-asked'
  // what the market allows
  | 'debt-below-minimum'
  | 'debt-over-maximum'
  | 'pool-liquidity-too-low'
  | 'lending-limit-reached'
  | 'quota-limit-reached'
  | 'market-paused'
  | 'market-expired'
  | 'market-permissioned'
  | 'borrowing-forbidden'
  | 'collateral-forbidden'
  | 'collateral-forbidden-held'
  | 'collateral-worthless'
  | 'too-many-collaterals'
  | 'safe-price-too-low'
  | 'no-route'
  | 'venue-gone'
  | 'trade-too-large'
  | 'trade-too-small'
  | 'vault-full'
  // lending
  | 'pool-paused'
  | 'pool-gone'
  | 'supply-too-small'
  | 'nothing-supplied'
  | 'withdrawal-over-supply'
  | 'withdrawal-over-liquidity'
  // risk guards
  | 'price-impact-high'
  | 'price-impact-too-high'
  | 'health-factor-low'
  | 'health-factor-too-low'
  | 'value-lost'
  | 'price-unavailable'
  | 'price-stale'
  | 'price-diverging'
  | 'yield-unmeasured'
  | 'position-gone'
  | 'proceeds-below-debt'
  // what a position allows
  | 'debt-zero'
  | 'health-factor-under-floor'
  | 'repay-over-debt'
  | 'nothing-to-claim'
  | 'no-equity'
  | 'leverage-unchanged'
  | 'leverage-unreachable'
  // what a simulation or a transaction said
  | 'simulation-unsupported'
  | 'simulation-failed'
  | 'refused-by-contract'
  | 'out-of-gas'
  | 'slippage-exceeded'
  | 'deadline-passed'
  | 'outcome-moved'
  | 'debt-changed-this-block'
  | 'not-enough-collateral'
  | 'network-fee-unaffordable'
  | 'rejected-by-wallet'
  | 'wallet-not-responding'
  | 'wallet-failed'
  | 'wallet-locked'
  | 'wallet-network-unknown'
  | 'wallet-answer-unseen'
  | 'sending-unknown'
  | 'review-expired'
  | 'batch-reverted'
  | 'batch-partly-reverted'
  | 'plan-unfinished'
  | 'given-up'
  | 'wrong-network'
  | 'wrong-account'
  | 'allowance-too-low'
  | 'allowance-raised'
  | 'transaction-reverted'
  | 'transaction-replaced'
  | 'receipt-unknown'
  | 'transaction-taken-back'
  | NodeIssueCode

/** What keeps the chain from being read, or from being believed. */
export type NodeIssueCode =
  | 'rpc-unreachable'
  | 'rpc-timeout'
  | 'rpc-busy'
  | 'rpc-other-chain'
  | 'rpc-nonsense'
  | 'rpc-incapable'
  | 'rpc-history-missing'
  | 'rpc-refused'
  | 'state-behind'

/** Whether it stops the action; warnings and notes do not. */
export function isRefusal({ severity }: Issue): boolean {
  return severity === 'refusal'
}
