import type { Issue } from './issue'
import { abs, max } from './math'
import { computeDivergenceWad, findOracleFault, type OracleFault, type OracleReading } from './oracle'

/**
 * What prices that cannot be trusted mean for an action, an issue for each kind of fault. What adds risk is
 * refused without a price, and warned of where markets disagree with it; what takes risk away is not stopped.
 */
export function findOracleIssues(
  readings: readonly OracleReading[],
  timestamp: bigint,
  addsRisk: boolean,
): readonly Issue[] {
  const withFault = (fault: OracleFault) => readings.filter((r) => findOracleFault(r, timestamp) === fault)
  const unpriced = addsRisk ? 'refusal' : 'warning'
  const issues: Issue[] = []
  const stale = withFault('stale')
  if (stale.length > 0) issues.push({ code: 'price-stale', severity: unpriced, symbols: nameAll(stale) })
  const missing = withFault('missing')
  if (missing.length > 0)
    issues.push({ code: 'price-unavailable', severity: unpriced, symbols: nameAll(missing) })
  const diverging = withFault('diverging')
  if (diverging.length > 0) {
    const sizes = diverging.map((reading) => abs(computeDivergenceWad(reading) ?? 0n))
    issues.push({
      code: 'price-diverging',
      severity: addsRisk ? 'warning' : 'info',
      symbols: nameAll(diverging),
      divergenceWad: sizes.reduce(max),
    })
  }
  return issues
}

function nameAll(readings: readonly OracleReading[]): readonly string[] {
  return readings.map(({ asset }) => asset.symbol)
}
