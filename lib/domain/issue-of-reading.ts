import type { Nothing } from './issue'

/** One thing that cannot be read, in the words of whoever reads it. */
export type Unreadable = {
  /** "the token", "the market" … */
  readonly what: string
  readonly name: string
  /** The market that it stands in; null where it is no part of one. */
  readonly market: string | null
  readonly reason: string
}

/** What reading markets leaves out. */
export type ReadingIssues = {
  'yield-unmeasured': Nothing
  /** What the chain has and does not tell about; everything else stands without it. */
  unreadable: { readonly items: readonly Unreadable[] }
}
