import { type Issue, isListed } from '../../lib/domain/issue'
import type { Simulated } from '../../lib/execution/use-simulation'

/** What the chain's answer warns of and the form does not yet: it needs the same deliberate act. */
export function findSimulatedWarnings(
  issues: readonly Issue[],
  simulated: Simulated | null,
): readonly Issue[] {
  if (!simulated?.result.ok) return []
  return simulated.result.issues.filter((issue) => issue.severity === 'warning' && !isListed(issue, issues))
}
