import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accruePosition } from './accrual'
import { computeHealthFactorWad, isLiquidatable } from './health'
import { RAY, SECONDS_PER_YEAR, WAD } from './math'
import type { Position, PositionRates } from './position'
import { anyPosition, costsOf, longLp, lp, owed, owing, usdc, weth } from './test-positions'
import { computeAccruedInterest, computeInterestIndexRay } from './testing/pool-interest'
import { computeSecondsUntilLiquidation } from './time-to-liquidation'

const ratesOf = (borrowAprWad: bigint, capAprWad = 0n): PositionRates => ({
  costs: costsOf(borrowAprWad, capAprWad),
  yieldsByCollateral: {},
})
const costOf = (position: Position, rates: PositionRates, elapsed: bigint) =>
  accruePosition(position, rates, elapsed).debts[0].amount - position.debts[0].amount
const seconds = fc.bigInt(1n, 10n * SECONDS_PER_YEAR)

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
    expect(computeSecondsUntilLiquidation(ruined, ratesOf(WAD))).toBe(0n)
    expect(computeSecondsUntilLiquidation(longLp, ratesOf(0n))).toBeNull()
    expect(computeSecondsUntilLiquidation(owing(longLp, owed(usdc, 0n)), ratesOf(WAD))).toBeNull()
  })
})
