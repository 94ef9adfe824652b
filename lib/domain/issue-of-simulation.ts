import type { Issue, NamedAmount, Nothing } from './issue'

/** Why a contract refused. `said` is untrusted text, `selector` that of an error that nobody knows. */
export type RefusalReason =
  | { readonly kind: 'explained'; readonly cause: Issue }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'unknown'; readonly selector: string }
  | { readonly kind: 'silent' }
  /** The chain was not asked why, or did not answer. */
  | { readonly kind: 'unasked' }

/** What a simulation found, or the chain's error means. */
export type SimulationIssues = {
  'simulation-unsupported': Nothing
  'simulation-failed': { readonly reason: RefusalReason }
  /** What the error means, in an adapter's words: a sentence without its full stop. */
  'refused-by-contract': { readonly explanation: string }
  'out-of-gas': Nothing
  /** What took the difference: the pools' price, a token that keeps a part of each transfer, or nobody knows which. */
  'slippage-exceeded': { readonly cause: 'price' | 'transfer-fee' | 'unknown' }
  'deadline-passed': Nothing
  'debt-changed-this-block': Nothing
  'not-enough-collateral': Nothing
  /** Whether other code was found where Safe's contracts must be; else some have no code there. */
  'safe-contracts-unusable': { readonly isForeign: boolean }
  /** Null where the node said no more than that it does not suffice. */
  'network-fee-unaffordable': { readonly fee: NamedAmount | null }
}
