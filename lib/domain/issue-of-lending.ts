import type { NamedAmount, Nothing } from './issue'

/** What a lending pool does not allow. */
export type LendingIssues = {
  'pool-gone': Nothing
  'pool-paused': Nothing
  'supply-too-small': Nothing
  'nothing-supplied': Nothing
  /** All that one has in the pool. */
  'withdrawal-over-supply': { readonly maximum: NamedAmount }
  /** All that the pool can give out. */
  'withdrawal-over-liquidity': { readonly available: NamedAmount }
}
