import type { Issue } from '../domain/issue'
import { findOracleIssues } from '../domain/oracle-issues'
import { listUnpriced } from '../domain/unpriced'
import type { TransactionPlan } from '../plan/plan'
import type { AccountSnapshot } from '../protocols/protocol'

/**
 * A refusal for want of a price, with the asset that has none: the chain names none, and where a feed itself
 * reverts it gives no reason at all. The snapshot is the one that the calls were run on. Others come back as they are.
 */
export function namePriceCause(issue: Issue, { intent }: TransactionPlan, before: AccountSnapshot): Issue {
  const isPrice = issue.code === 'price-stale' || issue.code === 'price-unavailable'
  const isSilent = issue.code === 'simulation-failed' && issue.reason.kind === 'silent'
  if (!isPrice && !isSilent) return issue
  const { farms, block } = before.markets
  const position =
    'positionId' in intent ? before.positions.find((p) => p.id === intent.positionId) : undefined
  const farmId = intent.kind === 'open' ? intent.farmId : position?.farmId
  const farm = farms.find(({ id }) => id === farmId)
  const readings = [...(position?.oracles ?? []), ...(farm?.oracles ?? [])].filter(
    (a, i, all) => all.findIndex((b) => b.asset.address === a.asset.address) === i,
  )
  const [named] = findOracleIssues(readings, block.timestamp, true).filter(
    ({ severity }) => severity === 'refusal',
  )
  if (named) return named
  const unpriced = position ? listUnpriced(position) : []
  const missing = farm?.priceE8 === 0n ? [...unpriced, farm.asset] : unpriced
  if (missing.length === 0) return issue
  const symbols = [...new Set(missing.map(({ symbol }) => symbol))]
  return { code: isPrice ? issue.code : 'price-unavailable', severity: 'refusal', symbols }
}
