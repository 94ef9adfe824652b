import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Asset } from './asset'
import { computeHealthFactorWad, isLiquidatable } from './health'
import { computeHealthCurve } from './health-curve'
import {
  computeLiquidationPrices,
  computeRiskAssets,
  SEARCH_CEILING_MULTIPLE,
  SEARCH_FLOOR_DIVISOR,
} from './liquidation'
import { WAD } from './math'
import type { Position } from './position'
import { applyPrices, type BasePrice, findBaseAssets, findBasePriceE8 } from './scenario'
import {
  anyPosition,
  anyWithSeveralDebts,
  DOLLAR_E8,
  follow,
  held,
  longLp,
  lp,
  ofLp,
  owed,
  owing,
  positionOf,
  shortLp,
  usdc,
  usdx,
  vault,
  WETH_PRICE_E8,
  weth,
} from './test-positions'
import { computeNearestLiquidationDistanceWad } from './testing/nearest-distance'
import { findScenarioAssets } from './what-if'

const at = (position: Position, asset: Asset, priceE8: bigint) => applyPrices(position, [{ asset, priceE8 }])
const isHealthyAt = (position: Position, asset: Asset, priceE8: bigint) =>
  !isLiquidatable(at(position, asset, priceE8))

describe('liquidation prices of known positions', () => {
  it('is √-shaped for a long pool share', () => {
    // 27,000 × √(p / 3,000) = 20,000 at p = 3,000 / 1.35²
    const { below, above } = computeLiquidationPrices(longLp, weth)
    expect(Number(below?.priceE8) / 1e8).toBeCloseTo(3_000 / 1.35 ** 2, 6)
    expect(Number(below?.distanceWad) / 1e18).toBeCloseTo(1 - 1 / 1.35 ** 2, 8)
    expect(above).toBeNull()
  })

  it('is above for a debt in the volatile asset', () => {
    const { below, above } = computeLiquidationPrices(shortLp, weth)
    expect(below).toBeNull()
    expect(Number(above?.priceE8) / 1e8).toBeCloseTo(3_000 * 1.35 ** 2, 4)
  })

  it('is value × threshold / debt for a plain long', () => {
    const position = positionOf([held(weth, WAD, 8_000n)], owed(usdc, 1_200n * 10n ** 6n))
    expect(computeLiquidationPrices(position, weth).below).toEqual({
      priceE8: 1_500n * DOLLAR_E8,
      distanceWad: WAD / 2n,
    })
  })

  it('cuts the distance, never rounding it up', () => {
    const position = positionOf([held(weth, WAD, 8_000n)], owed(usdc, 1_999_999_999n))
    const { below, priceNowE8 } = computeLiquidationPrices(position, weth)
    const distance = (below?.distanceWad ?? 0n) * priceNowE8
    expect(distance <= (priceNowE8 - (below?.priceE8 ?? 0n)) * WAD).toBe(true)
  })

  it('lets a cap in a falling debt asset cap what the collateral counts for', () => {
    // The cap is 9 WETH against a debt of 6.67 WETH: falling WETH caps both alike and never liquidates.
    expect(computeLiquidationPrices(shortLp, weth).below).toBeNull()
    const tight = {
      ...shortLp,
      collaterals: [held(lp, 150n * WAD, 9_000n, { asset: weth, amount: 6n * WAD })],
    }
    expect(isLiquidatable(tight)).toBe(true)
    expect(computeLiquidationPrices(tight, weth)).toMatchObject({
      isLiquidatable: true,
      below: null,
      above: null,
    })
  })

  it('finds both directions', () => {
    // The debt follows √WETH, and both collaterals are capped: one gains as WETH rises, one as it falls.
    const debt = { ...owed(usdc, 2_000n * 10n ** 6n), exposures: [follow(weth, WETH_PRICE_E8, WAD / 2n)] }
    const position = positionOf(
      [
        held(weth, WAD, 9_000n, { asset: usdc, amount: 1_500n * 10n ** 6n }),
        held(usdc, 900n * 10n ** 6n, 9_000n, { asset: usdc, amount: 1_000n * 10n ** 6n }),
      ],
      debt,
    )
    const { below, above } = computeLiquidationPrices(position, weth)
    // Up: 1,500 + 810/√x = 2,000 at x = 1.62². Down: 2,700·√x + 1,000 (capped under x = 0.81²) = 2,000.
    expect(Number(above?.priceE8) / 1e8).toBeCloseTo(3_000 * 1.62 ** 2, 3)
    expect(Number(below?.priceE8) / 1e8).toBeCloseTo(3_000 * (10 / 27) ** 2, 3)
  })

  it('finds a trough between two healthy ends', () => {
    // 2,700·√x + 810/√x is under 3,000 only around x = 0.3; without caps both far ends are healthy.
    const position: Position = positionOf([held(weth, WAD, 9_000n), held(usdc, 900n * 10n ** 6n, 9_000n)], {
      ...owed(usdc, 3_000n * 10n ** 6n),
      exposures: [follow(weth, WETH_PRICE_E8, WAD / 2n)],
    })
    const { below, above } = computeLiquidationPrices(position, weth)
    expect(isHealthyAt(position, weth, WETH_PRICE_E8 / 1_000n)).toBe(true)
    expect(above).toBeNull()
    const root = (3_000 + Math.sqrt(3_000 ** 2 - 4 * 2_700 * 810)) / (2 * 2_700)
    expect(Number(below?.priceE8) / 1e8).toBeCloseTo(3_000 * root ** 2, 3)
  })

  it('says what would heal a liquidatable position, at distance 0', () => {
    const position = positionOf([held(weth, WAD, 8_000n)], owed(usdc, 2_800n * 10n ** 6n))
    expect(computeLiquidationPrices(position, weth)).toMatchObject({
      isLiquidatable: true,
      below: { priceE8: 3_500n * DOLLAR_E8, distanceWad: 0n },
      above: null,
    })
    expect(computeNearestLiquidationDistanceWad(position)).toBe(0n)
  })

  it('knows no price for an asset that nothing follows', () => {
    expect(computeLiquidationPrices(longLp, usdx)).toMatchObject({
      below: null,
      above: null,
      isLiquidatable: false,
    })
    const free = owing(longLp, owed(usdc, 0n))
    expect(computeNearestLiquidationDistanceWad(free)).toBeNull()
  })
})

/**
 * That each liquidation price is the last healthy one, and that nothing before it liquidates at the prices that
 * `listBetween` picks from now to there, or to where the search ends. How many prices were found.
 */
function expectEdges(
  position: Position,
  { asset, priceE8: now }: BasePrice,
  listBetween: (end: bigint) => readonly bigint[],
): number {
  const { below, above } = computeLiquidationPrices(position, asset)
  const sides = [
    { price: below, step: -1n, end: now / SEARCH_FLOOR_DIVISOR },
    { price: above, step: 1n, end: now * SEARCH_CEILING_MULTIPLE },
  ]
  for (const { price, step, end } of sides) {
    if (price) {
      expect(isHealthyAt(position, asset, price.priceE8)).toBe(true)
      expect(isHealthyAt(position, asset, price.priceE8 + step)).toBe(false)
    }
    for (const between of listBetween(price?.priceE8 ?? end)) {
      const moved = at(position, asset, between)
      const { weightedE8, owedE8 } = moved.judge(moved)
      // Values are cut at 1e-8 USD, and prices at 1e-8: next to the edge that is all that may be missing.
      const cutE8 = BigInt(2 * moved.collaterals.length + moved.debts.length)
      expect(weightedE8 + cutE8 + owedE8 / 10n ** 5n).toBeGreaterThanOrEqual(owedE8)
    }
  }
  return [below, above].filter((price) => price !== null).length
}

describe('liquidation prices of any position', () => {
  it('are the last healthy ones: one unit further is not, and nothing nearer liquidates', () => {
    let found = 0
    fc.assert(
      fc.property(anyPosition, fc.bigInt(1n, 900n), (position, permille) => {
        if (isLiquidatable(position)) return
        for (const base of findBaseAssets(position)) {
          found += expectEdges(position, base, (end) => [
            base.priceE8 + ((end - base.priceE8) * permille) / 1_000n,
          ])
        }
      }),
      { numRuns: 150 },
    )
    expect(found).toBeGreaterThan(50)
  })

  it('are the first healthy ones where it is liquidatable already', () => {
    fc.assert(
      fc.property(anyPosition, (position) => {
        if (!isLiquidatable(position)) return
        expect(computeNearestLiquidationDistanceWad(position)).toBe(0n)
        for (const { asset } of findBaseAssets(position)) {
          const { below, above } = computeLiquidationPrices(position, asset)
          const around = [
            below && [below.priceE8, below.priceE8 - 1n],
            above && [above.priceE8, above.priceE8 + 1n],
          ]
          const healthy = around.flatMap((pair) =>
            pair ? [pair.map((p) => isHealthyAt(position, asset, p))] : [],
          )
          for (const pair of healthy) expect(pair).toEqual([true, false])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('come nearer with more debt', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 6_000n), fc.bigInt(1n, 900n), (dollars, more) => {
        const distance = (debt: bigint) =>
          computeNearestLiquidationDistanceWad(owing(longLp, owed(usdc, (19_000n + debt) * 10n ** 6n))) ?? WAD
        expect(distance(dollars + more) <= distance(dollars)).toBe(true)
      }),
    )
  })
})

describe('liquidation prices where several assets are owed', () => {
  const STEPS = 60
  /** Evenly by ratio: each tenfold of the price is looked at as closely as any other. */
  const listByRatio = (end: bigint) =>
    Array.from({ length: STEPS - 1 }, (_, i) =>
      BigInt(Math.round(Number(WETH_PRICE_E8) * (Number(end) / Number(WETH_PRICE_E8)) ** ((i + 1) / STEPS))),
    )

  it('have nothing unhealthy before them, and unhealthiness right behind', () => {
    let found = 0
    fc.assert(
      fc.property(anyWithSeveralDebts, (position) => {
        if (isLiquidatable(position)) return
        found += expectEdges(position, { asset: weth, priceE8: WETH_PRICE_E8 }, listByRatio)
      }),
      { numRuns: 200 },
    )
    expect(found).toBeGreaterThan(50)
  })

  it('say from where on it would be healthy again, also where that is only in between', () => {
    // 34,200·√x against 30,000 + 7,500·x: healthy from x = 1.1853² to 3.3747² alone
    const root = { ...held(lp, 190n * WAD, 9_000n), exposures: [follow(weth, WETH_PRICE_E8, WAD / 2n)] }
    const position = positionOf([root], owed(usdc, 30_000n * 10n ** 6n), owed(weth, (5n * WAD) / 2n))
    expect(isLiquidatable(position)).toBe(true)
    const { below, above } = computeLiquidationPrices(position, weth)
    expect(Number(below?.priceE8) / Number(WETH_PRICE_E8)).toBeCloseTo(1.405, 3)
    expect(above).toBeNull()
  })
})

describe('risk assets', () => {
  const symbols = (position: Position) => computeRiskAssets(position).map(({ asset }) => asset.symbol)

  it('are the volatile ones', () => {
    expect(symbols(longLp)).toEqual(['WETH'])
    expect(symbols(shortLp)).toEqual(['WETH'])
  })

  it('are told by what an asset is, whatever its price: ether at 1.90 moves, and a dollar at 0.40 is one', () => {
    const cheap = {
      ...held(weth, 1_000n * WAD, 9_000n),
      priceE8: 190_000_000n,
      exposures: [follow(weth, 190_000_000n)],
    }
    expect(symbols(positionOf([cheap], owed(usdc, 1_000n * 10n ** 6n)))).toEqual(['WETH'])

    const fallen = { priceE8: 40_000_000n, exposures: [follow(usdc, 40_000_000n)] }
    const dollars = { ...held(usdc, 4_000n * 10n ** 6n, 9_000n), ...fallen }
    const position = positionOf([held(weth, WAD, 8_000n), dollars], owed(weth, WAD / 2n))
    expect(symbols(position)).toEqual(['WETH'])
    expect(findScenarioAssets(position).map(({ asset }) => asset.symbol)).toEqual(['WETH', 'USDC'])
  })

  it('are those of the largest collateral where all are dollars', () => {
    const position: Position = positionOf(
      [
        held(usdc, 1n, 9_000n),
        {
          ...held(usdc, 11_000n * WAD, 9_000n),
          asset: vault,
          priceE8: 105_000_000n,
          exposures: [follow(usdx, DOLLAR_E8)],
        },
      ],
      owed(usdc, 8_000n * 10n ** 6n),
    )
    expect(symbols(position)).toEqual(['USDX'])
  })

  it('are the dollars where a volatile crumb cannot hurt, and the volatile ones where nothing can', () => {
    const crumb = held(weth, WAD / 1_000n, 8_000n)
    const dollars = held(usdc, 11_000n * 10n ** 6n, 9_000n)
    const debt = { ...owed(usdc, 8_000n * 10n ** 6n), exposures: [] }
    expect(symbols(positionOf([dollars, crumb], debt))).toEqual(['USDC'])
    expect(computeNearestLiquidationDistanceWad(positionOf([dollars, crumb], debt))).toBeGreaterThan(0n)
    expect(symbols(positionOf([dollars, crumb], owed(usdc, 0n)))).toEqual(['WETH'])
  })

  it('leave out what counts for nothing', () => {
    const reward = { ...held(weth, WAD, 0n) }
    const position = positionOf([held(usdc, 2_000n * 10n ** 6n, 9_000n), reward], owed(usdc, 10n ** 9n))
    expect(symbols(position)).toEqual(['USDC'])
  })
})

describe('health curve', () => {
  it('runs evenly from one price to the other', () => {
    const curve = computeHealthCurve(longLp, weth, WAD / 2n, (3n * WAD) / 2n, 11)
    expect(curve).toHaveLength(11)
    expect(curve[0]?.priceE8).toBe(WETH_PRICE_E8 / 2n)
    expect(curve[10]?.priceE8).toBe((WETH_PRICE_E8 * 3n) / 2n)
    expect(curve[5]).toEqual({ priceE8: WETH_PRICE_E8, healthFactorWad: computeHealthFactorWad(longLp) })
    expect(computeHealthCurve(longLp, weth, WAD, 2n * WAD, 1)).toHaveLength(1)
    expect(computeHealthCurve(longLp, usdx, WAD, 2n * WAD, 5)).toEqual([])
  })
})

describe('applyPrices', () => {
  it('moves each price by its elasticity and the base with it', () => {
    const moved = applyPrices(longLp, [{ asset: weth, priceE8: 4n * WETH_PRICE_E8 }])
    expect(moved.collaterals[0]?.priceE8).toBe(400n * DOLLAR_E8)
    expect(moved.debts[0].priceE8).toBe(DOLLAR_E8)
    expect(findBasePriceE8(moved, weth.address)).toBe(4n * WETH_PRICE_E8)
    const crossed = applyPrices(longLp, [
      { asset: weth, priceE8: 4n * WETH_PRICE_E8 },
      { asset: usdc, priceE8: DOLLAR_E8 / 4n },
    ])
    expect(crossed.collaterals[0]?.priceE8).toBe(200n * DOLLAR_E8)
    expect(crossed.debts[0].priceE8).toBe(DOLLAR_E8 / 4n)
  })

  it('changes nothing at the prices now', () => {
    fc.assert(
      fc.property(anyPosition, (position) => {
        expect(applyPrices(position, findBaseAssets(position))).toEqual(position)
      }),
    )
  })

  it('rounds collateral down and debt up', () => {
    const odd = { priceE8: 3n, exposures: ofLp }
    const position: Position = positionOf([{ ...held(lp, WAD, 9_000n), ...odd }], {
      ...owed(usdc, 10n ** 6n),
      ...odd,
    })
    const moved = at(position, weth, 2n * WETH_PRICE_E8)
    // 3 × √2 = 4.24…
    expect([moved.collaterals[0]?.priceE8, moved.debts[0].priceE8]).toEqual([4n, 5n])
  })
})
