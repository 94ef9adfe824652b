import type { Issue } from '../domain/issue'
import type { MarketSnapshot } from '../protocols/protocol'

/** Figures from before one's own last transaction would plan it a second time. */
export function findStateIssues({ awaitedBlock }: Pick<MarketSnapshot, 'awaitedBlock'>): readonly Issue[] {
  if (awaitedBlock === undefined) return []
  return [{ code: 'state-behind', severity: 'refusal', block: awaitedBlock }]
}
