import type { AssetAmount } from './asset'
import type { NamedAmount, Nothing } from './issue'

/** What a position, as it stands, does not allow. */
export type PositionIssues = {
  'position-gone': Nothing
  /** What a sale of everything surely brings, what is owed, and the difference. */
  'proceeds-below-debt': {
    readonly proceeds: AssetAmount
    readonly debt: AssetAmount
    readonly shortfall: AssetAmount
  }
  'debt-zero': Nothing
  /** What would be left, and the floor that was asked for; 1e18 = 1. */
  'health-factor-under-floor': { readonly healthFactorWad: bigint; readonly floorWad: bigint }
  /** All that is owed. */
  'repay-over-debt': { readonly debt: NamedAmount }
  'nothing-to-claim': Nothing
  'no-equity': Nothing
  'leverage-unchanged': Nothing
  'leverage-unreachable': Nothing
}
