import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accruePosition,
  computeAccruedInterest,
  computeAccruedQuotaInterest,
  computeDaysUntilLiquidation,
  computeInterestIndexRay,
  computeQuotaIndexRay,
  computeSecondsUntilLiquidation,
  computeTotalDebt,
} from './accrual'
import { computeHealthFactorWad, isLiquidatable } from './health'
import { RAY, SECONDS_PER_YEAR, WAD } from './math'
import type { Position, PositionRates } from './position'
import { anyPosition, costsOf, longLp, lp, owed, owing, usdc, weth } from './test-positions'

const ratesOf = (borrowAprWad: bigint, capAprWad = 0n): PositionRates => ({
  costs: costsOf(borrowAprWad, capAprWad),
  yieldsByCollateral: {},
})
const costOf = (position: Position, rates: PositionRates, elapsed: bigint) =>
  accruePosition(position, rates, elapsed).debts[0].amount - position.debts[0].amount
const seconds = fc.bigInt(1n, 10n * SECONDS_PER_YEAR)

describe('interest indices', () => {
  it('grow in a line between updates', () => {
    const half = SECONDS_PER_YEAR / 2n
    expect(computeInterestIndexRay(RAY, RAY / 10n, SECONDS_PER_YEAR)).toBe((RAY * 11n) / 10n)
    expect(computeInterestIndexRay(2n * RAY, RAY / 10n, half)).toBe((RAY * 21n) / 10n)
    expect(computeInterestIndexRay(RAY, RAY, 0n)).toBe(RAY)
    expect(computeQuotaIndexRay(RAY, 100n, half)).toBe(RAY + RAY / 200n)
  })

  it('charge principal and quota', () => {
    expect(computeAccruedInterest(1_000_000n, RAY, (RAY * 11n) / 10n)).toBe(100_000n)
    expect(computeAccruedInterest(0n, 0n, RAY)).toBe(0n)
    expect(computeAccruedQuotaInterest(1_000_000n, RAY, RAY + RAY / 200n)).toBe(5_000n)
  })

  it('add up to the whole debt, with the protocol’s share on either interest cut by itself', () => {
    const parts = {
      principal: 1_000n,
      baseInterest: 19n,
      quotaInterest: 19n,
      quotaFees: 7n,
      interestFeeBps: 1_000n,
    }
    expect(computeTotalDebt(parts)).toBe(1_000n + 19n + 19n + 7n + 1n + 1n)
  })
})

describe('accrual of a position', () => {
  it('charges debt and cap, rounded up', () => {
    const rates = ratesOf(WAD / 10n, WAD / 100n)
    // 20,000 × 10 % + 27,000 × 1 %
    expect(costOf(longLp, rates, SECONDS_PER_YEAR)).toBe(2_270n * 10n ** 6n)
    expect(costOf(longLp, ratesOf(1n), 1n)).toBe(1n)
    expect(accruePosition(longLp, rates, 0n)).toBe(longLp)
    expect(accruePosition(longLp, rates, SECONDS_PER_YEAR).debts[0].amount).toBe(22_270n * 10n ** 6n)
  })

  it('never charges less in one step than the pool does from the same rate', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 24n), fc.bigInt(0n, 2n * WAD), seconds, (amount, aprWad, elapsed) => {
        const pool = computeAccruedInterest(
          amount,
          RAY,
          computeInterestIndexRay(RAY, aprWad * 10n ** 9n, elapsed),
        )
        const ours = costOf(owing(longLp, owed(usdc, amount)), ratesOf(aprWad), elapsed)
        // Ours is rounded up, the pool's down, and its index before that.
        expect(ours >= pool && ours - pool <= 2n + amount / RAY).toBe(true)
      }),
    )
  })

  it('charges each debt its own interest, and a cap to the debt that it is in', () => {
    const both = owing(longLp, owed(weth, 2n * WAD), owed(usdc, 10_000n * 10n ** 6n))
    const rates: PositionRates = {
      costs: [
        { kind: 'interest', debt: weth.address, aprWad: WAD / 2n },
        { kind: 'interest', debt: usdc.address, aprWad: WAD / 10n },
        { kind: 'cap', collateral: lp.address, aprWad: WAD / 100n, label: 'Cap fee' },
      ],
      yieldsByCollateral: {},
    }
    // 27,000 of cap × 1 % are charged in USDC
    const owedLater = accruePosition(both, rates, SECONDS_PER_YEAR).debts.map(({ amount }) => amount)
    expect(owedLater).toEqual([3n * WAD, 11_270n * 10n ** 6n])
  })

  it('never raises the health factor', () => {
    fc.assert(
      fc.property(anyPosition, fc.bigInt(0n, WAD), seconds, (position, aprWad, elapsed) => {
        const later = accruePosition(position, ratesOf(aprWad), elapsed)
        expect((computeHealthFactorWad(later) ?? 0n) <= (computeHealthFactorWad(position) ?? 0n)).toBe(true)
      }),
    )
  })
})

describe('time until interest liquidates', () => {
  it('ends where the debt reaches the weighted value', () => {
    // 7,000 of room at 2,000 a year
    expect(computeSecondsUntilLiquidation(longLp, ratesOf(WAD / 10n))).toBe((SECONDS_PER_YEAR * 7n) / 2n)
    expect(computeDaysUntilLiquidation(longLp, ratesOf(WAD / 10n))).toBe(1_277n)
  })

  it('is healthy until then and not for long after', () => {
    fc.assert(
      fc.property(anyPosition, fc.bigInt(WAD / 1_000n, WAD), (position, aprWad) => {
        const rates = ratesOf(aprWad)
        const left = computeSecondsUntilLiquidation(position, rates)
        if (left === null || left === 0n) return
        expect(isLiquidatable(accruePosition(position, rates, left - 1n))).toBe(false)
        expect(isLiquidatable(accruePosition(position, rates, left + 86_400n))).toBe(true)
      }),
    )
  })

  it('is now, or never', () => {
    const ruined = owing(longLp, owed(usdc, 27_001n * 10n ** 6n))
    expect(computeDaysUntilLiquidation(ruined, ratesOf(WAD))).toBe(0n)
    expect(computeDaysUntilLiquidation(longLp, ratesOf(0n))).toBeNull()
    expect(computeDaysUntilLiquidation(owing(longLp, owed(usdc, 0n)), ratesOf(WAD))).toBeNull()
  })
})
