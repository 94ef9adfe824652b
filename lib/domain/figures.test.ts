import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeNetExposures } from './exposure'
import { computeFigures } from './figures'
import { computeEquityE8 } from './leverage'
import { abs, WAD } from './math'
import { applyPrices } from './scenario'
import {
  anyPosition,
  costsOf,
  DOLLAR_E8,
  longLp,
  lp,
  owed,
  owing,
  shortLp,
  usdc,
  WETH_PRICE_E8,
  weth,
} from './test-positions'
import { computeNearestLiquidationDistanceWad } from './testing/nearest-distance'

describe('figures', () => {
  it('are those of a 3x pool share', () => {
    const rates = {
      costs: costsOf(WAD / 20n),
      yieldsByCollateral: { [lp.address]: [{ kind: 'reward', aprWad: (6n * WAD) / 10n, asset: null }] },
    } as const
    const figures = computeFigures(longLp, rates)
    expect(figures).toMatchObject({
      healthFactorWad: (135n * WAD) / 100n,
      isLiquidatable: false,
      ltvWad: (2n * WAD + 2n) / 3n,
      leverageWad: 3n * WAD,
      collateralValueE8: 30_000n * DOLLAR_E8,
      debtValueE8: 20_000n * DOLLAR_E8,
      equityE8: 10_000n * DOLLAR_E8,
      // The 60 % pool of the article: 170 %.
      yearOutcome: { netWad: (17n * WAD) / 10n, liquidatedAfterDays: null },
    })
    expect(figures.liquidations).toHaveLength(1)
    expect(figures.liquidations[0]).toMatchObject({ asset: weth, side: 'below', priceNowE8: WETH_PRICE_E8 })
    expect(figures.nearestDistanceWad).toBe(figures.liquidations[0]?.distanceWad)
  })

  it('leave open what is not known', () => {
    const figures = computeFigures(owing(longLp, owed(usdc, 0n)))
    expect(figures).toMatchObject({
      healthFactorWad: null,
      ltvWad: 0n,
      leverageWad: WAD,
      liquidations: [],
      nearestDistanceWad: null,
      yearOutcome: null,
    })
  })

  it('agree with the parts they come from, nearest first', () => {
    fc.assert(
      fc.property(anyPosition, (position) => {
        const figures = computeFigures(position)
        expect(figures.nearestDistanceWad).toBe(computeNearestLiquidationDistanceWad(position))
        expect(figures.equityE8).toBe(figures.collateralValueE8 - figures.debtValueE8)
        const distances = figures.liquidations.map((l) => l.distanceWad)
        expect(distances).toEqual([...distances].sort((a, b) => Number(a - b)))
      }),
      { numRuns: 40 },
    )
  })
})

describe('net exposure', () => {
  const of = (position: typeof longLp) =>
    new Map(computeNetExposures(position).map((e) => [e.asset.symbol, e.valueE8]))

  it('is half of a pool share, less the debt', () => {
    expect(of(longLp)).toEqual(
      new Map([
        ['WETH', 15_000n * DOLLAR_E8],
        ['USDC', -5_000n * DOLLAR_E8],
      ]),
    )
    // 15,000 long against 20,000 owed: it loses when WETH rises.
    expect(Number(of(shortLp).get('WETH')) / 1e8).toBeCloseTo(-5_000, 6)
  })

  it('is what the equity changes by for a small move', () => {
    for (const position of [longLp, shortLp]) {
      const moved = applyPrices(position, [{ asset: weth, priceE8: (WETH_PRICE_E8 * 1_001n) / 1_000n }])
      const change = computeEquityE8(moved) - computeEquityE8(position)
      const expected = (of(position).get('WETH') ?? 0n) / 1_000n
      expect(abs(change - expected) * 100n <= abs(expected)).toBe(true)
    }
  })
})
