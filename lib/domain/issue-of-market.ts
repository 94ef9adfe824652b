import type { NamedAmount } from './issue'

/**
 * What an adapter says of what its protocol does not allow. Ours, never a contract's: what comes from a token stands
 * among the parts as a value, and is made safe where it is shown.
 */
export type IssueWords = { readonly title: string; readonly text: readonly IssuePart[] }

/** A piece of a sentence: text, an amount (rounded down), or tokens by their symbols; none is "this token". */
export type IssuePart = string | NamedAmount | { readonly symbols: readonly string[] }

type Worded = { readonly words: IssueWords }

/** What a market does not allow, in its adapter's words: ways out differ from protocol to protocol. */
export type MarketIssues = {
  'pool-liquidity-too-low': Worded
  'lending-limit-reached': Worded
  'cap-limit-reached': Worded
  'market-paused': Worded
  'borrowing-forbidden': Worded
  'collateral-forbidden': Worded
  'collateral-worthless': Worded
  'too-many-collaterals': Worded
  'no-route': Worded
  'trade-too-large': Worded
  'trade-too-small': Worded
  'vault-full': Worded
  /** Any rule that one protocol alone has, by the name that its adapter gives it. */
  'protocol-rule': Worded & { readonly rule: string }
  'debt-below-minimum': { readonly debt: NamedAmount; readonly minimum: NamedAmount }
  'debt-over-maximum': { readonly debt: NamedAmount; readonly maximum: NamedAmount }
}
