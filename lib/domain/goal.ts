import { type Address, type Asset, isSameAddress } from './asset'
import type { Farm } from './farm'
import { isSameId } from './id'
import type { Carried, ChangeLeverageIntent, CloseIntent, Intent } from './intent'
import { computeLeverageWad } from './leverage'
import { mulDivDown, mulDivUp, WAD } from './math'
import type { OwnedPosition } from './position'

/** Where an account goes leg by leg. */
export type Goal =
  | {
      readonly kind: 'leverage'
      readonly leverageWad: bigint
      /** Which side it comes from: a price that moves past it does not turn it round. */
      readonly from: 'below' | 'above'
      /** What is borrowed or repaid on the way. */
      readonly debt: Address
    }
  | { readonly kind: 'close'; readonly receive: Address | 'as-is' }

/** So near to it counts as there: what is left to trade is less than what prices move between two signatures. */
const NEAR_WAD = WAD / 200n

/** Whether a leverage (1e18 = 1x; null where no equity is left) is a goal's, or nearly, coming from below or from above. */
export function isAtLeverage(leverageWad: bigint | null, goalWad: bigint, from: 'below' | 'above'): boolean {
  if (leverageWad === null) return false
  return from === 'below'
    ? leverageWad >= mulDivUp(goalWad, WAD - NEAR_WAD, WAD)
    : leverageWad <= mulDivDown(goalWad, WAD + NEAR_WAD, WAD)
}

type Known = { readonly farms: readonly Farm[]; readonly positions: readonly OwnedPosition[] }

/** Where an intent leads; null where it is not gone to in legs. An earlier goal of the same leverage keeps its side. */
export function goalOf(intent: Intent, known: Known, earlier: Goal | null = null): Goal | null {
  switch (intent.kind) {
    case 'open': {
      const debt = known.farms.find(({ id }) => id === intent.farmId)?.debtAsset.address
      return debt ? { kind: 'leverage', leverageWad: intent.leverageWad, from: 'below', debt } : null
    }
    case 'change-leverage': {
      const position = known.positions.find(({ id }) => isSameId(id, intent.positionId))
      const debt = intent.debtAsset?.address ?? position?.debts[0].asset.address
      if (!position || !debt) return null
      const { leverageWad } = intent
      const now = computeLeverageWad(position)
      const side = now !== null && now < leverageWad ? 'below' : 'above'
      const isSame = earlier?.kind === 'leverage' && earlier.leverageWad === leverageWad
      return { kind: 'leverage', leverageWad, from: isSame ? earlier.from : side, debt }
    }
    case 'close':
      return { kind: 'close', receive: intent.receive === 'as-is' ? 'as-is' : intent.receive.address }
    default:
      return null
  }
}

type WithoutPosition<Some> = Omit<Some, 'positionId' | 'owner'>

/** The next leg to a goal, without the position that it is of. */
export type NextLeg = WithoutPosition<ChangeLeverageIntent> | WithoutPosition<CloseIntent>

/** What is left of the way to a goal, `carried` first; null where a position is there. `assets` are those that it may name. */
export function findNextLeg(
  goal: Goal,
  position: OwnedPosition,
  { assets, carried }: { readonly assets: readonly Asset[]; readonly carried: readonly Carried[] },
): NextLeg | null {
  const find = (address: Address) => assets.find((asset) => isSameAddress(asset.address, address))
  const way = { isStepwise: true, ...(carried.length > 0 && { carried }) } as const
  if (goal.kind === 'close') {
    const receive = goal.receive === 'as-is' ? goal.receive : find(goal.receive)
    return { kind: 'close', receive: receive ?? 'as-is', ...way }
  }
  const { leverageWad, debt } = goal
  const debtAsset = find(debt)
  if (!debtAsset || (carried.length === 0 && isReached(position, goal))) return null
  return { kind: 'change-leverage', leverageWad, compound: false, debtAsset, ...way }
}

function isReached(
  position: OwnedPosition,
  { leverageWad, from, debt }: Extract<Goal, { kind: 'leverage' }>,
) {
  // all of a debt is repaid at 1x
  if (leverageWad <= WAD) {
    return !position.debts.some(({ asset, amount }) => amount > 0n && isSameAddress(asset.address, debt))
  }
  return isAtLeverage(computeLeverageWad(position), leverageWad, from)
}
