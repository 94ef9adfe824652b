import type { SigningDifference, SigningDifferenceKind } from '../domain/signing-difference'

/** What is but another of its sort is named by its kind: each page loads these words. */
type Other = `other-${string}`

const WORDS: { readonly [Kind in Exclude<SigningDifferenceKind, Other>]: string } = {
  unreadable: 'cannot be read',
  malformed: 'cannot be read',
  'coin-left': 'sends more coin than it uses',
  'call-missing': 'is missing',
  'call-added': 'was not shown',
  'call-differs': 'is another',
  'approval-unlisted': 'lets somebody take what was not shown',
  'take-unlisted': 'takes what was not shown',
  grant: 'lets somebody take without a limit',
  'receiver-foreign': 'sends to somebody else',
  'sweeper-unlisted': 'runs code that was not shown',
  'changes-safe': 'changes who may act in the Safe',
}

/** What differs, and where: a few words without a full stop. */
export function formatSigningDifference({ kind, transaction, call }: SigningDifference): string {
  const places = [
    ...(transaction === null ? [] : [`transaction ${transaction + 1}`]),
    ...(call === null ? [] : [`call ${call + 1}`]),
  ]
  const where = places.join(', ')
  const what = isOther(kind) ? `${where && 'is '}another ${kind.slice('other-'.length)}` : WORDS[kind]
  return where ? `${where} ${what}` : what
}

function isOther(kind: SigningDifferenceKind): kind is SigningDifferenceKind & Other {
  return kind.startsWith('other-')
}
