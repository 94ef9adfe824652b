import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Address } from './asset'
import { COMPOUNDING_PERIODS_PER_YEAR, computeApyWad, computeContinuousApyWad } from './compounding'
import { abs, BPS, WAD } from './math'
import type { PositionRates, YieldSource } from './position'
import {
  computeFarmAprBreakdown,
  computeFarmNetAprWad,
  computeNetAprWad,
  computePositionAprBreakdown,
  findByAddress,
} from './rates'
import { hasVectors, longLp, lp, owed, readVectors, usdc, vectorsNote } from './test-positions'

const ratio = (value: number) => BigInt(Math.round(value * 1e9)) * 10n ** 9n
const reward = (aprWad: bigint): YieldSource => ({ kind: 'reward', aprWad, asset: null })
const farm = (yieldWad: bigint, borrowAprWad: bigint, quotaAprWad = 0n) => ({
  yields: [reward(yieldWad)],
  borrowAprWad,
  quotaAprWad,
  liquidationThresholdBps: 9_000n,
})
const rate = fc.bigInt(0n, 3n * WAD)

describe('net APR of a farm', () => {
  it('pays for the borrowed part and for the quota', () => {
    const parts = computeFarmAprBreakdown(farm(ratio(0.6), ratio(0.05), ratio(0.01)), 3n * WAD)
    expect(parts.yields[0]?.aprWad).toBe(ratio(1.8))
    expect(parts.borrowAprWad).toBe(-ratio(0.1))
    expect(parts.quotaAprWad).toBe(-ratio(0.02835))
    expect(parts.netAprWad).toBe(ratio(1.67165))
    expect(computeFarmNetAprWad(farm(ratio(0.6), ratio(0.05), ratio(0.01)), 3n * WAD, WAD)).toBe(ratio(1.67))
  })

  it('is the plain yield at 1x, where nothing is borrowed and no quota is held', () => {
    expect(computeFarmNetAprWad(farm(ratio(0.2), ratio(0.5), ratio(0.5)), WAD)).toBe(ratio(0.2))
    expect(() => computeFarmNetAprWad(farm(0n, 0n), WAD - 1n)).toThrow(RangeError)
  })

  it('is linear in leverage', () => {
    const leverage = fc.bigInt(WAD + 1n, 20n * WAD)
    fc.assert(
      fc.property(rate, rate, rate, leverage, leverage, (y, b, q, one, two) => {
        const net = (leverageWad: bigint) => computeFarmNetAprWad(farm(y, b, q), leverageWad)
        expect(abs(2n * net((one + two) / 2n) - net(one) - net(two)) <= 20n).toBe(true)
      }),
    )
  })

  it('never flatters: the exact net is not below it, and at most one unit a part above', () => {
    fc.assert(
      fc.property(rate, rate, rate, fc.bigInt(WAD + 1n, 20n * WAD), (y, b, q, leverageWad) => {
        const { netAprWad } = computeFarmAprBreakdown(farm(y, b, q), leverageWad)
        // 90 % of the value and 5 % of headroom: 0.945
        const exact = (y * leverageWad - b * (leverageWad - WAD)) * BPS - q * leverageWad * 9_450n
        const rest = exact - netAprWad * WAD * BPS
        expect(rest >= 0n && rest < 3n * WAD * BPS).toBe(true)
      }),
    )
  })
})

describe('net APR of a position', () => {
  const rates = (y: bigint, b: bigint, q: bigint): PositionRates => ({
    borrowAprWad: b,
    quotaAprWadByCollateral: { [lp.address.toUpperCase().replace('0X', '0x')]: q } as Record<Address, bigint>,
    yieldsByCollateral: { [lp.address]: [reward(y)] },
  })

  it('is that of the farm at the same leverage and quota', () => {
    fc.assert(
      fc.property(rate, rate, rate, (y, b, q) => {
        // 150 LP of 200 USD, 20,000 USDC owed and a quota of 27,000: 3x with a quota of value × threshold.
        const difference =
          (computeNetAprWad(longLp, rates(y, b, q)) ?? 0n) -
          computeFarmNetAprWad(farm(y, b, q), 3n * WAD, (9n * WAD) / 10n)
        expect(abs(difference) <= 3n).toBe(true)
      }),
    )
  })

  it('is unknown without equity', () => {
    const ruined = { ...longLp, debt: owed(usdc, 30_000n * 10n ** 6n) }
    expect(computePositionAprBreakdown(ruined, rates(WAD, 0n, 0n))).toBeNull()
  })

  it('finds rates whatever the casing of the address', () => {
    expect(findByAddress({ '0xAb': 1 }, '0xaB')).toBe(1)
    expect(findByAddress({ '0xAb': 1 }, '0xcd')).toBeUndefined()
  })
})

describe('APY', () => {
  it('is the APR compounded', () => {
    expect(computeApyWad(WAD, 1n)).toBe(WAD)
    expect(computeApyWad(WAD, 2n)).toBe((5n * WAD) / 4n)
    expect(computeApyWad(-WAD / 2n, 1n)).toBe(-WAD / 2n)
    expect(computeApyWad(-100n * WAD)).toBe(-WAD)
    expect(() => computeApyWad(WAD, 0n)).toThrow(RangeError)
  })

  it('grows with the APR and with the number of periods, and stays under continuous compounding', () => {
    const apr = fc.bigInt(-3n * WAD, 5n * WAD)
    fc.assert(
      fc.property(apr, fc.bigInt(1n, WAD), fc.bigInt(4n, 365n), (aprWad, more, periods) => {
        expect(computeApyWad(aprWad + more, periods) >= computeApyWad(aprWad, periods)).toBe(true)
        // Both are cut: with a tiny rate they may meet.
        expect(computeApyWad(aprWad, periods + 1n) + 1n >= computeApyWad(aprWad, periods)).toBe(true)
        expect((computeContinuousApyWad(aprWad) ?? 0n) + 2n >= computeApyWad(aprWad, periods)).toBe(true)
      }),
    )
  })

  it('has e and its inverse to all digits, cut', () => {
    expect(computeContinuousApyWad(WAD)).toBe(1_718_281_828_459_045_235n)
    expect(computeContinuousApyWad(-WAD)).toBe(-632_120_558_828_557_679n)
    expect(computeContinuousApyWad(0n)).toBe(0n)
    expect(computeContinuousApyWad(2_000n * WAD)).toBeNull()
    expect(computeContinuousApyWad(-2_000n * WAD)).toBe(-WAD)
  })
})

describe.skipIf(!hasVectors)(`published examples${vectorsNote}`, () => {
  it('earns what the article and Extra Finance say', () => {
    const { netApr } = readVectors<{
      readonly netApr: {
        readonly rows: readonly {
          readonly leverage: number
          readonly farmApr: number
          readonly borrowApr: number
          readonly netApr: number
          readonly monthlyCompoundedApy?: number
          readonly continuouslyCompoundedApy?: number
        }[]
      }
    }>('leverage-examples.json')
    for (const row of netApr.rows) {
      const net = computeFarmNetAprWad(farm(ratio(row.farmApr), ratio(row.borrowApr)), ratio(row.leverage))
      expect(net).toBe(ratio(row.netApr))
      if (row.monthlyCompoundedApy !== undefined) {
        expect(COMPOUNDING_PERIODS_PER_YEAR).toBe(12n)
        expect(Number(computeApyWad(net)) / 1e18).toBeCloseTo(row.monthlyCompoundedApy, 3)
      }
      if (row.continuouslyCompoundedApy !== undefined) {
        expect(Number(computeContinuousApyWad(net)) / 1e18).toBeCloseTo(row.continuouslyCompoundedApy, 2)
      }
    }
  })
})
