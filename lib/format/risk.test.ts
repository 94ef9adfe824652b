import { expect, test } from 'vitest'
import type { Figures } from '../domain/figures'
import { WAD } from '../domain/math'
import { describeRisk } from './risk'

const calm: Figures = {
  hasDebt: true,
  isPriced: true,
  healthFactorWad: 2n * WAD,
  isLiquidatable: false,
  ltvWad: WAD / 2n,
  leverageWad: 2n * WAD,
  collateralValueE8: 2n,
  debtValueE8: 1n,
  equityE8: 1n,
  liquidations: [],
  nearestDistanceWad: null,
  yearOutcome: null,
}
const asset = { address: `0x${'ab'.repeat(20)}`, symbol: 'WETH', name: 'WETH', decimals: 18 } as const
const fall = { asset, side: 'below', priceE8: 1n, priceNowE8: 2n, distanceWad: WAD / 4n } as const

test('names each price that liquidates', () => {
  const rise = { ...fall, side: 'above' } as const
  expect(describeRisk({ ...calm, liquidations: [fall, rise] })).toBe(
    'You are liquidated if WETH falls by 25.00%, or if WETH rises by 25.00%.',
  )
})

test('reassures only where every price is known and the margin is wide', () => {
  expect(describeRisk(calm)).toBe('No price that we look at liquidates it.')
  expect(describeRisk({ ...calm, isPriced: false })).toContain('not known')
  expect(describeRisk({ ...calm, isPriced: false, liquidations: [fall] })).toContain('not known')
  expect(describeRisk({ ...calm, healthFactorWad: (109n * WAD) / 100n })).toContain('Little is left')
  expect(describeRisk({ ...calm, isLiquidatable: true })).toContain('Anybody may liquidate it')
  const yearOutcome = { parts: [], netWad: null, liquidatedAfterDays: 12n }
  expect(describeRisk({ ...calm, yearOutcome })).toBe('Interest alone gets it liquidated after 12 days.')
})

test('says that nothing is owed where nothing is, whatever prices are missing', () => {
  expect(describeRisk({ ...calm, hasDebt: false, isPriced: false, healthFactorWad: null })).toContain(
    'Nothing is owed',
  )
})
