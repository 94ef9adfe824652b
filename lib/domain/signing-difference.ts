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
  | 'approval-unlisted'
  | 'receiver-foreign'
  | 'take-unlisted'
  | 'sweeper-unlisted'
  | 'grant'
  | 'malformed'
  | 'changes-safe'

/** `transaction` counts what the wallet was to be handed at once, `call` a batch's calls, both from 0; null where all of it is meant. */
export type SigningDifference = {
  readonly kind: SigningDifferenceKind
  readonly transaction: number | null
  readonly call: number | null
}
