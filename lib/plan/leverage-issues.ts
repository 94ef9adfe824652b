import type { Farm } from '../domain/farm'
import type { Issue } from '../domain/issue'
import { WAD } from '../domain/math'

/** Whether a leverage, 1e18 = 1x, is one that a farm takes. */
export function findLeverageIssues(farm: Farm | undefined, leverageWad: bigint): readonly Issue[] {
  if (leverageWad < WAD)
    return [{ code: 'leverage-below-minimum', severity: 'refusal', field: 'leverage', minimumWad: WAD }]
  if (farm === undefined || leverageWad <= farm.maxLeverageWad) return []
  const maximumWad = farm.maxLeverageWad
  return [{ code: 'leverage-over-maximum', severity: 'refusal', field: 'leverage', maximumWad }]
}
