import type { Issue, Unjudged } from '../../../domain/issue'

/** What a revert is to a person. */
export type Meaning =
  /** A problem that we have a sentence for. */
  | Issue
  /** A sentence of our own without its full stop, that begins with a word which may be written small. */
  | { readonly says: string }
  /** It cannot reach a person: why. Should it all the same, it counts as unknown. */
  | { readonly never: string }

export const means = (issue: Unjudged): Meaning => ({ ...issue, severity: 'refusal' })
export const says = (text: string): Meaning => ({ says: text })
export const never = (reason: string): Meaning => ({ never: reason })

export const ourFault = says(
  'The call was not put together as the contract expects it, which is a fault of this app',
)
