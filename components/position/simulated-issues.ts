import type { Issue } from '../../lib/domain/issue'
import type { Simulated } from '../../lib/execution/use-simulation'

/** What the chain's answer warns of and the form does not yet: it needs the same deliberate act. */
export function findSimulatedWarnings(
  issues: readonly Issue[],
  simulated: Simulated | null,
): readonly Issue[] {
  if (!simulated?.result.ok) return []
  const isKnown = (code: Issue['code']) => issues.some((issue) => issue.code === code)
  return simulated.result.issues.filter(({ code, severity }) => severity === 'warning' && !isKnown(code))
}
