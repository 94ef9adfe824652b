import type { Issue, Unjudged } from '../../../domain/issue'

/** What an error of a contract is to a person. */
export type Meaning =
  /** A problem that we have a sentence for. */
  | Issue
  /** Words of our own, a sentence without its full stop, that begin with a word which may be written small. */
  | { readonly says: string }
  /** It cannot reach a person: why. Should it all the same, it counts as unknown. */
  | { readonly never: string }

export type Meanings = Readonly<Record<string, Meaning>>

export const means = (issue: Unjudged): Meaning => ({ ...issue, severity: 'refusal' })
export const says = (text: string): Meaning => ({ says: text })
export const never = (reason: string): Meaning => ({ never: reason })

export const ourFault = says(
  'The call was not put together as the contract expects it, which is a fault of this app',
)
export const outOfRange = says(
  'A calculation inside the contracts went out of its range; another amount may work',
)
export const reentered = says(
  'A token or exchange on the way called back while it was in use, which the contracts forbid',
)
export const tokenRefused = says('A token on the way refused to be moved, as paused or blocked tokens do')
export const notForUsers = never('only what operators call asks for it')
