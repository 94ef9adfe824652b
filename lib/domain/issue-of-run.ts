import type { NamedAmount, Nothing } from './issue'
import type { RefusalReason } from './issue-of-simulation'
import type { SigningDifference } from './signing-difference'

/** What a wallet said; untrusted text. */
type Said = { readonly reason: string }

/** What a plan's approval asked for, and what the wallet approved. */
type Approved = { readonly needed: NamedAmount; readonly allowed: NamedAmount }

/** What went wrong between review and chain. */
export type RunIssues = {
  'rejected-by-wallet': Nothing
  'wallet-not-responding': Nothing
  'wallet-failed': Said
  'wallet-locked': Nothing
  'wallet-network-unknown': Said
  'wallet-answer-unseen': Nothing
  /** The wallet's answer; '' where it gave none. */
  'sending-unknown': Said
  'review-expired': Nothing
  'batch-reverted': Nothing
  'batch-partly-reverted': Nothing
  /** Whether the step moved money itself: then the same again would do that a second time. */
  'plan-unfinished': { readonly isCall: boolean }
  'given-up': Nothing
  /** The network that was expected, by its name. */
  'wrong-network': { readonly expected: string }
  'wrong-account': Nothing
  /** Null where the chain alone said so, which names no amounts. */
  'allowance-too-low': { readonly amounts: Approved | null }
  'allowance-raised': { readonly amounts: Approved }
  'transaction-reverted': { readonly reason: RefusalReason }
  'transaction-replaced': Nothing
  /** All in which what the wallet would have been asked for is not what the plan showed; one at least. */
  'signing-differs': { readonly differences: readonly SigningDifference[] }
  'receipt-unknown': Nothing
  /** What would be signed, or for whom, from code. */
  'signature-unsupported': { readonly name: string }
}
