import { describe, expect, test } from 'vitest'
import { findNextLeg, type Goal, goalOf, isAtLeverage } from './goal'
import { WAD } from './math'
import type { OwnedPosition } from './position'
import { held, owed, usdc, weth } from './test-positions'

/** 1 ether at 3,000, and so much of it owed. */
const positionOf = (owedDollars: bigint): OwnedPosition => {
  const position = {
    ...{ id: 'any:1:0x01', owner: '0x01', account: '0x01' },
    collaterals: [held(weth, WAD, 8_000n)],
    debts: [owed(usdc, owedDollars * 10n ** 6n)],
  }
  // the rest of a position says nothing of a goal
  return position as unknown as OwnedPosition
}
const assets = [weth, usdc]
const goal = (leverageWad: bigint, from: 'below' | 'above' = 'below'): Goal => ({
  ...{ kind: 'leverage', leverageWad, from },
  debt: usdc.address,
})
const next = (
  to: Goal,
  position: OwnedPosition,
  carried: Parameters<typeof findNextLeg>[2]['carried'] = [],
) => findNextLeg(to, position, { assets, carried })

describe('a goal', () => {
  test('is reached from the side that it is come to from, and nearly is enough', () => {
    expect([2_984n, 2_985n, 4_000n].map((l) => isAtLeverage(l * 10n ** 15n, 3n * WAD, 'below'))).toEqual([
      false,
      true,
      true,
    ])
    expect([3_016n, 3_015n, 1_000n].map((l) => isAtLeverage(l * 10n ** 15n, 3n * WAD, 'above'))).toEqual([
      false,
      true,
      true,
    ])
    expect(isAtLeverage(null, WAD, 'above')).toBe(false)
  })

  test('has a next leg until the position is there', () => {
    expect(next(goal(3n * WAD), positionOf(1_000n))).toMatchObject({
      ...{ kind: 'change-leverage', leverageWad: 3n * WAD, debtAsset: usdc, isStepwise: true },
    })
    expect(next(goal(3n * WAD), positionOf(2_000n))).toBe(null)
    // a price that fell past it turns nothing round
    expect(next(goal(3n * WAD), positionOf(2_500n))).toBe(null)
    expect(next(goal(2n * WAD, 'above'), positionOf(2_000n))).not.toBe(null)
    expect(next(goal(WAD, 'above'), positionOf(10n))).not.toBe(null)
    expect(next(goal(WAD, 'above'), positionOf(0n))).toBe(null)
    expect(next({ kind: 'close', receive: weth.address }, positionOf(0n))).toMatchObject({ receive: weth })
    expect(next({ kind: 'close', receive: 'as-is' }, positionOf(0n))).toMatchObject({ receive: 'as-is' })
  })

  test('is not there while something of a leg is in the wallet', () => {
    const carried = [{ asset: usdc, amount: 500n, to: 'collateral' }] as const
    expect(next(goal(2n * WAD), positionOf(2_000n), carried)).toMatchObject({ carried })
  })

  test('keeps its side over legs, as prices move', () => {
    const known = { farms: [], positions: [positionOf(2_000n)] }
    const intent = {
      kind: 'change-leverage',
      positionId: 'ANY:1:0x01',
      owner: '0x01',
      compound: false,
    } as const
    expect(goalOf({ ...intent, leverageWad: 2n * WAD }, known)).toMatchObject({ from: 'above' })
    expect(goalOf({ ...intent, leverageWad: 4n * WAD }, known)).toMatchObject({ from: 'below' })
    expect(goalOf({ ...intent, leverageWad: 2n * WAD }, known, goal(2n * WAD))).toMatchObject({
      from: 'below',
    })
    expect(goalOf({ ...intent, leverageWad: 2n * WAD, positionId: 'any:1:0x02' }, known)).toBe(null)
    expect(goalOf({ kind: 'repay', positionId: 'any:1:0x01', owner: '0x01', amount: 'all' }, known)).toBe(
      null,
    )
  })
})
