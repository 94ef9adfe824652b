import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  computeDebtsValueE8,
  computeHealthFactorWad,
  computeHealthRatioWad,
  isLiquidatable,
  isPriced,
} from './health'
import { computeLtvWad } from './leverage'
import { abs, BPS, WAD } from './math'
import type { Position } from './position'
import {
  anyPosition,
  DOLLAR_E8,
  hasVectors,
  held,
  longLp,
  lp,
  owed,
  owing,
  positionOf,
  readVectors,
  testAsset,
  usdc,
  vectorsNote,
  weth,
} from './test-positions'
import { computeAmountOfValue, computeValueE8, convertAmount } from './value'

describe('value', () => {
  const amounts = fc.bigInt(0n, 10n ** 30n)
  const prices = fc.bigInt(1n, 10n ** 14n)

  it('is amount × price / unit, rounded down', () => {
    expect(computeValueE8(1_999_999n, DOLLAR_E8, 6)).toBe(199_999_900n)
    expect(computeValueE8(1n, DOLLAR_E8, 18)).toBe(0n)
  })

  it('is enclosed by its inverse', () => {
    fc.assert(
      fc.property(amounts, prices, fc.constantFrom(6, 8, 18), (amount, priceE8, decimals) => {
        const valueE8 = computeValueE8(amount, priceE8, decimals)
        expect(computeAmountOfValue(valueE8, priceE8, decimals, 'up') <= amount).toBe(true)
        expect(
          computeValueE8(computeAmountOfValue(valueE8, priceE8, decimals, 'up'), priceE8, decimals),
        ).toBe(valueE8)
      }),
    )
  })

  it('never gains by converting there and back', () => {
    fc.assert(
      fc.property(amounts, prices, prices, (amount, a, b) => {
        const [from, to] = [
          { asset: weth, priceE8: a },
          { asset: usdc, priceE8: b },
        ]
        const there = convertAmount(amount, from, to, 'down')
        expect(convertAmount(there, to, from, 'down') <= amount).toBe(true)
        expect(convertAmount(convertAmount(amount, from, to, 'up'), to, from, 'up') >= amount).toBe(true)
      }),
    )
  })
})

describe('health factor', () => {
  it('is weighted value over debt', () => {
    expect(computeHealthFactorWad(longLp)).toBe((135n * WAD) / 100n)
  })

  it('is ∞ without debt', () => {
    const position: Position = owing(longLp, owed(usdc, 0n))
    expect(computeHealthFactorWad(position)).toBeNull()
    expect(isLiquidatable(position)).toBe(false)
  })

  it('counts a collateral up to its cap, and as it is where there is none', () => {
    const capped = held(lp, 150n * WAD, 9_000n, { asset: usdc, amount: 21_000n * 10n ** 6n })
    expect(computeHealthFactorWad({ ...longLp, collaterals: [capped] })).toBe((105n * WAD) / 100n)
    expect(computeHealthFactorWad({ ...longLp, collaterals: [{ ...capped, cap: null }] })).toBe(
      (135n * WAD) / 100n,
    )
  })

  it('is of all debts together', () => {
    const both = owing(longLp, owed(usdc, 17_000n * 10n ** 6n), owed(weth, WAD))
    expect(computeHealthFactorWad(both)).toBe((135n * WAD) / 100n)
    expect(computeDebtsValueE8(both)).toBe(20_000n * DOLLAR_E8)
    expect(isPriced(both)).toBe(true)
    expect(isPriced(owing(both, both.debts[0], { ...owed(weth, 1n), priceE8: 0n }))).toBe(false)
  })

  it('is under 1 exactly where the chain lets it be liquidated', () => {
    fc.assert(
      fc.property(anyPosition, (position) => {
        expect(isLiquidatable(position)).toBe((computeHealthFactorWad(position) ?? WAD) < WAD)
      }),
    )
  })

  it('never falls with more collateral and never rises with more debt', () => {
    fc.assert(
      fc.property(anyPosition, fc.bigInt(0n, 10n ** 20n), (position, more) => {
        // without debt it is ∞, above every figure
        const healthOf = (of: Position) => computeHealthFactorWad(of) ?? 2n ** 256n
        const now = healthOf(position)
        const [first, ...others] = position.collaterals
        if (!first) return
        const richer = { ...position, collaterals: [{ ...first, amount: first.amount + more }, ...others] }
        const poorer = owing(position, { ...position.debts[0], amount: position.debts[0].amount + more })
        expect(healthOf(richer) >= now).toBe(true)
        expect(healthOf(poorer) <= now).toBe(true)
      }),
    )
  })
})

describe.skipIf(!hasVectors)(`published positions${vectorsNote}`, () => {
  // USD values multiplied by 1e12 so that the smallest accounts keep their digits; ratios are not changed by it.
  const dollar = testAsset('USD', 6, 7)
  const scaled = (usd: number) => BigInt(Math.round(usd * 1e18))

  it('has the health factors of Aave V3 accounts, several debts summed', () => {
    const { positions } = readVectors<{
      readonly positions: readonly {
        readonly collaterals: readonly {
          readonly amountUsd: number
          readonly liquidationThresholdBps: number
        }[]
        readonly debts: readonly { readonly amountUsd: number }[]
        readonly healthFactor: number
      }[]
    }>('aave-health-factors.json')
    expect(positions.length).toBeGreaterThan(100)
    for (const { collaterals, debts, healthFactor } of positions) {
      const [first = 0n, ...others] = debts.map(({ amountUsd }) => scaled(amountUsd))
      const position = positionOf(
        collaterals.map((c) => held(dollar, scaled(c.amountUsd), BigInt(c.liquidationThresholdBps))),
        owed(dollar, first),
        ...others.map((amount) => owed(dollar, amount)),
      )
      const ours = computeHealthFactorWad(position) ?? 0n
      const theirs = scaled(healthFactor)
      expect(abs(ours - theirs) * 10_000n <= theirs).toBe(true)
    }
  })

  it('has the health factors and loan-to-values of Euler V2 positions, to the unit', () => {
    const { positions } = readVectors<{
      readonly positions: readonly {
        readonly collaterals: readonly { readonly valueMid: string; readonly valueLiq: string }[]
        readonly liabilityMid: string
        readonly liabilityLiq: string
        readonly healthFactorWad: string
        readonly ltvWad: string
      }[]
    }>('euler-positions.json')
    // The unit of account has 18 decimals; at a price of 1e18 "E8" the values pass through unchanged.
    const unit = testAsset('UNIT', 0, 8)
    const priceE8 = 1n
    expect(positions.length).toBeGreaterThan(40)
    for (const p of positions) {
      const weighted = p.collaterals.reduce((sum, c) => sum + BigInt(c.valueLiq), 0n)
      expect(computeHealthRatioWad(weighted, BigInt(p.liabilityLiq))).toBe(BigInt(p.healthFactorWad))
      const position = (
        value: (c: { valueMid: string; valueLiq: string }) => string,
        debt: string,
      ): Position =>
        positionOf(
          p.collaterals.map((c) => ({ ...held(unit, BigInt(value(c)), BPS), priceE8 })),
          { ...owed(unit, BigInt(debt)), priceE8 },
        )
      expect(computeHealthFactorWad(position((c) => c.valueLiq, p.liabilityLiq))).toBe(
        BigInt(p.healthFactorWad),
      )
      const ltvWad = computeLtvWad(position((c) => c.valueMid, p.liabilityMid)) ?? 0n
      // Ours rounds up, theirs down.
      expect(ltvWad - BigInt(p.ltvWad)).toBeLessThanOrEqual(1n)
      expect(ltvWad >= BigInt(p.ltvWad)).toBe(true)
    }
  })
})
