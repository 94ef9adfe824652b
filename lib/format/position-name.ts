import type { Farm } from '../domain/farm'
import { computeCollateralValueE8 } from '../domain/health'
import type { Collateral, Holdings } from '../domain/position'
import { formatTokenAmount } from './amount'
import { listWords } from './list-words'
import { formatSymbol } from './symbol'

/** By its farm; where it is in none, by the most valuable of what it holds, and by what it owes. */
export function formatPositionName(position: Holdings, farm: Pick<Farm, 'name'> | null): string {
  if (farm) return farm.name
  const largest = findLargest(position)
  const owed = listWords(
    position.debts.flatMap(({ asset, amount }) => (amount > 0n ? [formatSymbol(asset)] : [])),
    'and',
  )
  if (!largest) return owed ? `Debt in ${owed}` : 'Position'
  const held = formatSymbol(largest.asset)
  return owed ? `${held} against ${owed}` : `${held} supplied`
}

/** "holds 1.5 WETH and 2 more assets"; "holds nothing". What was left behind as dust is not counted. */
export function describeHeld(position: Pick<Holdings, 'collaterals'>): string {
  const largest = findLargest(position)
  if (!largest) return 'holds nothing'
  const others = listCounted(position).length - 1
  const more = others > 0 ? ` and ${others} more ${others === 1 ? 'asset' : 'assets'}` : ''
  return `holds ${formatTokenAmount(largest)}${more}`
}

/** The most valuable collateral, the first of several; dust only where there is nothing else. */
export function findLargest(position: Pick<Holdings, 'collaterals'>): Collateral | null {
  const [first, ...others] = listCounted(position)
  if (!first) return null
  return others.reduce(
    (most, one) => (computeCollateralValueE8(one) > computeCollateralValueE8(most) ? one : most),
    first,
  )
}

function listCounted({ collaterals }: Pick<Holdings, 'collaterals'>): readonly Collateral[] {
  const held = collaterals.filter(({ amount }) => amount > 0n)
  const counted = held.filter(({ isDust }) => !isDust)
  return counted.length > 0 ? counted : held
}
