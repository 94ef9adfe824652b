import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeFarmMarks, computeLeverageMarks } from './leverage-marks'
import { WAD } from './math'
import { lpFarm } from './test-positions'

const percent = (count: bigint) => (count * WAD) / 100n

describe('leverage marks', () => {
  const netOf = (earned: bigint, borrow: bigint, quota: bigint) => (leverageWad: bigint) =>
    (percent(earned) * leverageWad) / WAD -
    (percent(borrow) * (leverageWad - WAD)) / WAD -
    (leverageWad > WAD ? (percent(quota) * leverageWad) / WAD : 0n)
  const marks = (earned: bigint, borrow: bigint, maxLeverageWad: bigint) =>
    computeLeverageMarks(netOf(earned, borrow, 0n), maxLeverageWad)

  it('peak at the maximum where the farm earns more than the debt costs', () => {
    const max = (5_555n * WAD) / 1_000n
    const found = marks(60n, 5n, max)
    expect(found).toMatchObject({ peak: { leverageWad: max }, negativeUpToWad: null, negativeFromWad: null })
  })

  it('peak at 1x where it earns less, and turn negative where the debt has eaten the yield', () => {
    // 3L = 5(L − 1) at 2.5x: there the net is 0, a hundredth further it is negative.
    const found = marks(3n, 5n, 5n * WAD)
    expect(found.peak).toEqual({ leverageWad: WAD, netWad: percent(3n) })
    expect(found.negativeFromWad).toBe((251n * WAD) / 100n)
    expect(found.negativeUpToWad).toBeNull()
  })

  it('say where a rate begins negative, as a quota makes it', () => {
    // 10L − 4(L − 1) − 8L = 4 − 2L falls; 10L − 1(L − 1) − 8L − 4 begins under 0 and rises.
    const found = computeLeverageMarks((l) => (l === WAD ? 0n : l - 2n * WAD), 4n * WAD)
    expect(found.peak).toEqual({ leverageWad: 4n * WAD, netWad: 2n * WAD })
    expect(found.negativeUpToWad).toBe((199n * WAD) / 100n)
    expect(found.negativeFromWad).toBeNull()
  })

  it('call a rate that is negative throughout one range', () => {
    const found = marks(0n, 5n, 3n * WAD)
    expect(found).toEqual({
      peak: { leverageWad: WAD, netWad: 0n },
      negativeUpToWad: null,
      negativeFromWad: (101n * WAD) / 100n,
    })
  })

  it('find the peak inside where the borrow rate rises with what is borrowed', () => {
    // 10L − (2L)(L − 1) in percent: highest at 3x.
    const rising = (l: bigint) => (percent(10n) * l) / WAD - (percent(2n) * l * (l - WAD)) / (WAD * WAD)
    expect(computeLeverageMarks(rising, 8n * WAD)).toMatchObject({
      peak: { leverageWad: 3n * WAD },
      negativeFromWad: (601n * WAD) / 100n,
    })
  })

  it('hold what they say at every leverage looked at', () => {
    const rate = fc.bigInt(0n, 30n)
    const maxLeverage = fc.bigInt(WAD, 9n * WAD)
    fc.assert(
      fc.property(rate, rate, rate, maxLeverage, (earned, borrow, quota, max) => {
        const netAt = netOf(earned, borrow, quota)
        const found = computeLeverageMarks(netAt, max)
        for (let leverage = WAD + WAD / 100n; leverage <= max; leverage += WAD / 100n) {
          const netWad = netAt(leverage)
          expect(netWad <= found.peak.netWad).toBe(true)
          const isMarked =
            (found.negativeFromWad !== null && leverage >= found.negativeFromWad) ||
            (found.negativeUpToWad !== null && leverage <= found.negativeUpToWad)
          // A net rate along a line has its negative leverages at one end or the other.
          expect(isMarked).toBe(netWad < 0n)
        }
        expect(found.peak.netWad).toBe(netAt(found.peak.leverageWad))
      }),
      { numRuns: 40 },
    )
  })

  it('call a leverage that is liquidated within the year a loss', () => {
    const found = computeLeverageMarks((l) => (l > 3n * WAD ? null : l), 4n * WAD)
    expect(found).toEqual({
      peak: { leverageWad: 3n * WAD, netWad: 3n * WAD },
      negativeUpToWad: null,
      negativeFromWad: (301n * WAD) / 100n,
    })
  })

  it('of a farm are those of its outcome at each leverage, and none where its yield is not known', () => {
    // 12L − 5(L − 1) − 1 · 0.945L, up to where 90 % of the value no longer cover a year's interest.
    const found = computeFarmMarks(lpFarm(percent(12n), percent(5n), percent(1n)), 8n * WAD)
    expect(Number(found?.peak.leverageWad) / 1e18).toBeCloseTo(7, 0)
    expect(found?.negativeFromWad).toBeGreaterThan(found?.peak.leverageWad ?? 0n)
    expect(computeFarmMarks(lpFarm(null), 8n * WAD)).toBeNull()
  })
})
