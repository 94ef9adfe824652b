import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accruePosition } from './accrual'
import { computeFigures } from './figures'
import { computeHealthFactorWad } from './health'
import { computeEquityE8 } from './leverage'
import { SECONDS_PER_YEAR, WAD } from './math'
import type { Position, PositionRates } from './position'
import { listOwed } from './position'
import { withBorrowAprWad } from './rates'
import { applyPrices, findBaseAssets } from './scenario'
import {
  anyPosition,
  costsOf,
  DOLLAR_E8,
  follow,
  held,
  longLp,
  lp,
  owed,
  positionOf,
  shortLp,
  testAsset,
  usdc,
  usdx,
  vault,
  WETH_PRICE_E8,
  weth,
} from './test-positions'
import { computeSecondsUntilLiquidation } from './time-to-liquidation'
import { computeEquityCurve, computeScenarioOutcome, findScenarioAssets } from './what-if'

const USD = 10n ** 6n
const rates: PositionRates = {
  costs: costsOf(WAD / 20n, WAD / 100n),
  yieldsByCollateral: { [lp.address]: [{ kind: 'reward', aprWad: WAD / 10n, asset: usdx }] },
}
const days = fc.bigInt(0n, 3_650n)
const rate = fc.bigInt(0n, 3n * WAD)
const anyScenario = fc.record({
  ratios: fc.array(fc.bigInt(1n, 400n), { minLength: 2, maxLength: 2 }),
  borrowAprWad: rate,
  days,
})
const scenarioOf = (position: Position, parts: { ratios: bigint[]; borrowAprWad: bigint; days: bigint }) => ({
  borrowAprWad: parts.borrowAprWad,
  days: parts.days,
  prices: findBaseAssets(position).map(({ asset, priceE8 }, index) => ({
    asset,
    priceE8: (priceE8 * (parts.ratios[index] ?? 100n)) / 100n,
  })),
})
const nothing = { prices: [], days: 0n }

describe('a scenario', () => {
  it('in which nothing changes leaves everything as it is', () => {
    fc.assert(
      fc.property(anyPosition, (position) => {
        const prices = findBaseAssets(position)
        for (const scenario of [nothing, { prices, days: 0n }]) {
          const outcome = computeScenarioOutcome(position, rates, scenario)
          expect(outcome.position).toEqual(position)
          expect(outcome.figures).toEqual(computeFigures(position, rates))
          expect(outcome).toMatchObject({ equityChangeE8: 0n, interestE8: 0n, rewardsE8: 0n })
        }
      }),
      { numRuns: 30 },
    )
  })

  it('is interest first and prices then, as far as prices alone decide', () => {
    fc.assert(
      fc.property(anyPosition, anyScenario, (position, parts) => {
        const scenario = scenarioOf(position, parts)
        const year = (scenario.days * SECONDS_PER_YEAR) / 365n
        const borrowAt = withBorrowAprWad(rates, listOwed(position)[0].asset, scenario.borrowAprWad)
        const expected = applyPrices(accruePosition(position, borrowAt, year), scenario.prices)
        const outcome = computeScenarioOutcome(position, rates, scenario)
        expect(outcome.position).toEqual(expected)
        expect(outcome.figures.healthFactorWad).toBe(computeHealthFactorWad(expected))
        expect(outcome.equityChangeE8).toBe(computeEquityE8(expected) - computeEquityE8(position))
        expect(outcome.secondsUntilLiquidation).toBe(
          computeSecondsUntilLiquidation(applyPrices(position, scenario.prices), borrowAt),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('with more days or a dearer loan is never better for health', () => {
    fc.assert(
      fc.property(anyPosition, anyScenario, days, rate, (position, parts, moreDays, moreRate) => {
        const healthIn = (change: Partial<typeof parts>) => {
          const outcome = computeScenarioOutcome(
            position,
            rates,
            scenarioOf(position, { ...parts, ...change }),
          )
          return outcome.figures.healthFactorWad ?? 10n ** 60n
        }
        const health = healthIn({})
        expect(healthIn({ days: parts.days + moreDays }) <= health).toBe(true)
        expect(healthIn({ borrowAprWad: parts.borrowAprWad + moreRate }) <= health).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('counts a year of interest, cap and rewards in a 3x pool share', () => {
    const outcome = computeScenarioOutcome(longLp, rates, { prices: [], days: 365n })
    // 20,000 × 5 % + 27,000 × 1 %
    expect(outcome.position.debts[0].amount).toBe(21_270n * USD)
    expect(outcome.interestE8).toBe(1_270n * DOLLAR_E8)
    expect(outcome.equityChangeE8).toBe(-1_270n * DOLLAR_E8)
    // 30,000 × 10 %, beside the equity.
    expect(outcome.rewardsE8).toBe(3_000n * DOLLAR_E8)
    expect(outcome.figures.equityE8).toBe(8_730n * DOLLAR_E8)
  })

  it('lets a vault share grow inside the equity, and moves a reward in a token that moves', () => {
    const share = { ...held(usdc, 0n, 9_000n), asset: vault, amount: 1_000n * WAD, priceE8: DOLLAR_E8 }
    const position: Position = positionOf(
      [{ ...share, exposures: [follow(usdx, DOLLAR_E8)] }],
      owed(usdc, 500n * USD),
    )
    const growing: PositionRates = {
      costs: [],
      yieldsByCollateral: {
        [vault.address]: [
          { kind: 'share-growth', aprWad: WAD / 10n, asset: null },
          { kind: 'reward', aprWad: WAD / 5n, asset: usdx },
        ],
      },
    }
    const half = { asset: usdx, priceE8: DOLLAR_E8 / 2n }
    const outcome = computeScenarioOutcome(position, growing, { prices: [half], days: 365n })
    expect(outcome.figures.collateralValueE8).toBe(550n * DOLLAR_E8)
    expect(outcome.rewardsE8).toBe(100n * DOLLAR_E8)
    const flat = computeScenarioOutcome(position, growing, { prices: [], days: 365n, yieldsByCollateral: {} })
    expect(flat.figures.collateralValueE8).toBe(1_000n * DOLLAR_E8)
    expect(flat.rewardsE8).toBe(0n)
  })

  it('keeps the liquidation price where it is, whatever the scenario’s own price of that asset', () => {
    const [today] = computeFigures(longLp).liquidations
    for (const priceE8 of [1n, DOLLAR_E8, WETH_PRICE_E8 / 2n, WETH_PRICE_E8 * 900n]) {
      const prices = [{ asset: weth, priceE8 }]
      const { figures } = computeScenarioOutcome(longLp, rates, { prices, days: 0n })
      expect(figures.liquidations[0]).toMatchObject({ asset: weth, side: 'below', priceE8: today?.priceE8 })
      expect(figures.liquidations[0]?.priceNowE8).toBe(priceE8)
      expect(figures.nearestDistanceWad).toBe(figures.liquidations[0]?.distanceWad)
      expect(figures.isLiquidatable).toBe(priceE8 < (today?.priceE8 ?? 0n))
      expect(figures.nearestDistanceWad === 0n).toBe(figures.isLiquidatable)
    }
  })

  it('is liquidated at its liquidation prices’ far side and not at them', () => {
    fc.assert(
      fc.property(fc.constantFrom(longLp, shortLp), fc.bigInt(0n, 400n), (position, days) => {
        const { figures } = computeScenarioOutcome(position, rates, { prices: [], days })
        const [edge] = figures.liquidations
        if (!edge || figures.isLiquidatable) return
        const at = (priceE8: bigint) =>
          computeScenarioOutcome(position, rates, { prices: [{ asset: edge.asset, priceE8 }], days })
        expect(at(edge.priceE8).figures.isLiquidatable).toBe(false)
        const beyond = edge.side === 'below' ? edge.priceE8 - 1n : edge.priceE8 + 1n
        expect(at(beyond).figures.isLiquidatable).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  it('says which way each asset moves it', () => {
    const exposureTo = (position: Position) =>
      computeScenarioOutcome(position, rates, nothing).exposures.find(({ asset }) => asset === weth)
        ?.valueE8 ?? 0n
    expect(exposureTo(longLp) > 0n).toBe(true)
    expect(exposureTo(shortLp) < 0n).toBe(true)
  })
})

describe('the equity curve', () => {
  const range = { fromE8: WETH_PRICE_E8 / 4n, toE8: WETH_PRICE_E8 * 2n }

  it('is at each price what the scenario with that price is', () => {
    fc.assert(
      fc.property(fc.constantFrom(longLp, shortLp), anyScenario, (position, parts) => {
        const scenario = scenarioOf(position, parts)
        const curve = computeEquityCurve({ position, rates, scenario }, weth, range, 9)
        expect(curve).toHaveLength(9)
        expect([curve[0]?.priceE8, curve[8]?.priceE8]).toEqual([range.fromE8, range.toE8])
        for (const { priceE8, equityE8, healthFactorWad } of curve) {
          const others = scenario.prices.filter(({ asset }) => asset !== weth)
          const at = { ...scenario, prices: [...others, { asset: weth, priceE8 }] }
          const { figures } = computeScenarioOutcome(position, rates, at)
          expect({ equityE8, healthFactorWad }).toEqual({
            equityE8: figures.equityE8,
            healthFactorWad: figures.healthFactorWad,
          })
        }
      }),
      { numRuns: 20 },
    )
  })

  it('is empty for an asset that the position does not follow', () => {
    expect(computeEquityCurve({ position: longLp, rates, scenario: nothing }, vault, range, 9)).toEqual([])
  })
})

describe('the assets to ask about', () => {
  it('are those that move it, dollars last, without dust', () => {
    const dust = testAsset('DUST', 18, 77)
    const position: Position = positionOf(
      [
        held(usdc, 100n * USD, 9_000n),
        { ...held(weth, 1n, 8_000n), asset: dust, exposures: [follow(dust, WETH_PRICE_E8)] },
        held(weth, WAD, 8_000n),
      ],
      owed(usdc, 1_000n * USD),
    )
    expect(findScenarioAssets(position).map(({ asset }) => asset.symbol)).toEqual(['WETH', 'USDC'])
    expect(findScenarioAssets({ ...position, collaterals: [] })).toHaveLength(1)
  })
})
