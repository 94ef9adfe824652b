import { mulDivDown, mulDivUp, WAD } from './math'

/** So near to it counts as there: what is left to trade is less than what prices move between two signatures. */
const NEAR_WAD = WAD / 200n

/** Whether a leverage (1e18 = 1x; null where no equity is left) is a goal's, or nearly, coming from below or from above. */
export function isAtLeverage(leverageWad: bigint | null, goalWad: bigint, from: 'below' | 'above'): boolean {
  if (leverageWad === null) return false
  return from === 'below'
    ? leverageWad >= mulDivUp(goalWad, WAD - NEAR_WAD, WAD)
    : leverageWad <= mulDivDown(goalWad, WAD + NEAR_WAD, WAD)
}
