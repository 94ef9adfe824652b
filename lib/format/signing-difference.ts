import type { SigningDifference, SigningDifferenceKind } from '../domain/signing-difference'

const WORDS: { readonly [Kind in SigningDifferenceKind]: string } = {
  'other-account': 'it is for another account',
  'other-network': 'it is for another network',
  'other-count': 'it has more or fewer transactions',
  unreadable: 'it cannot be read',
  'other-transaction': 'it does something else',
  'other-approval': 'it approves another amount, token or spender',
  'other-call': 'it calls something else',
  'other-safe': 'it is for another Safe',
  'other-owner': 'it is for another owner',
  'other-value': 'it sends another amount of coin',
  'coin-left': 'it sends more coin than it uses',
  'call-missing': 'it is missing',
  'call-added': 'it was not shown',
  'call-differs': 'it is another',
  'approval-unlisted': 'it lets somebody take what was not shown',
  'receiver-foreign': 'it sends to somebody else',
  'take-unlisted': 'it takes what was not shown',
  'sweeper-unlisted': 'it runs code that was not shown',
  grant: 'it lets somebody take without a limit',
  malformed: 'it cannot be read',
  'changes-safe': 'it changes who may act in the Safe',
}

/** What differs, and where: a clause without its full stop. */
export function formatSigningDifference({ kind, transaction, call }: SigningDifference): string {
  const places = [
    ...(transaction === null ? [] : [`transaction ${transaction + 1}`]),
    ...(call === null ? [] : [`call ${call + 1}`]),
  ]
  return places.length > 0 ? `${places.join(', ')}: ${WORDS[kind]}` : WORDS[kind]
}
