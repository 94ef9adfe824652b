/** What no batch in a person's Safe may do, whatever it was planned as. */
export type BreachKind =
  /** More, less, or for somebody else than the approvals that are listed. */
  | 'approval-unlisted'
  /** To somebody who is neither the owner nor their Safe. */
  | 'receiver-foreign'
  /** Out of another's account than the owner's, or another amount than is listed. */
  | 'take-unlisted'
  | 'sweeper-unlisted'
  /** Lets somebody take what no amount bounds. */
  | 'grant'
  /** A token's function with bytes that are none of its arguments. */
  | 'malformed'
  /** The Safe calls itself: its owners, modules or guard would change. */
  | 'changes-safe'

/** How what would be signed is not what was shown. */
export type SigningDifferenceKind =
  | 'other-account'
  | 'other-network'
  | 'other-count'
  | 'unreadable'
  | 'other-transaction'
  | 'other-approval'
  | 'other-call'
  | 'other-safe'
  | 'other-owner'
  | 'other-value'
  | 'coin-left'
  | 'call-missing'
  | 'call-added'
  | 'call-differs'
  | BreachKind

/** `transaction` counts what the wallet was to be handed at once, `call` a batch's calls, both from 0; null where all of it is meant. */
export type SigningDifference = {
  readonly kind: SigningDifferenceKind
  readonly transaction: number | null
  readonly call: number | null
}
