import { expect, test } from 'vitest'
import { computeFigures } from './figures'
import { isLiquidatable } from './health'
import { computeTakes, type Liquidate } from './liquidation-take'
import { WAD } from './math'
import type { Holdings } from './position'
import { held, owed, positionOf, usdc, weth } from './test-positions'

/** 10 WETH at 3,000 and 80 % against a debt in dollars. */
const owing = (dollars: bigint) =>
  positionOf([held(weth, 10n * WAD, 8_000n)], owed(usdc, dollars * 10n ** 6n))

/** Remembers what it was asked about, and takes a unit of each. */
function watch() {
  const asked: Holdings[] = []
  const liquidate: Liquidate = (holdings) => {
    asked.push(holdings)
    const one = { asset: usdc, amount: 1n }
    return { repaid: one, taken: one, fee: one, extent: 'part', costE8: 1n }
  }
  return { asked, liquidate }
}

test('what is taken is told of the first price that liquidates', () => {
  const position = owing(20_000n)
  const { asked, liquidate } = watch()
  const takes = computeTakes(position, liquidate, computeFigures(position).liquidations)
  expect(takes.map(({ liquidation }) => liquidation.asset)).toEqual([weth])
  const [at] = asked
  if (!at) throw new Error('Nothing was asked')
  expect(at.collaterals[0]?.priceE8).toBe(250_000_000_000n - 1n)
  expect(isLiquidatable({ ...position, ...at })).toBe(true)
})

test('of a position that is liquidatable by now it is told what is taken now', () => {
  const position = owing(25_000n)
  const { asked, liquidate } = watch()
  computeTakes(position, liquidate, computeFigures(position).liquidations)
  expect(asked).toEqual([position])
})

test('nothing is told where nothing is taken', () => {
  const position = owing(20_000n)
  expect(computeTakes(position, () => null, computeFigures(position).liquidations)).toEqual([])
})
