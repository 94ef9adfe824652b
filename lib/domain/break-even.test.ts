import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  computeBreakEvenDays,
  computeEntryCostE8,
  computeFarmMarks,
  computeLeverageMarks,
} from './break-even'
import { WAD } from './math'
import { DOLLAR_E8, longLp, lpFarm, owed, ratesOfLp, usdc, usdx, WETH_PRICE_E8, weth } from './test-positions'
import { computeGainE8 } from './untouched'

const USD = 10n ** 6n
const nothing = { collaterals: [], debt: owed(usdc, 0n) }

const percent = (count: bigint) => (count * WAD) / 100n

describe('days until an untouched position has paid for a cost', () => {
  // 30,000 at 36.5 % earn 30 a day, for 10,000 of equity.
  const earning = ratesOfLp((365n * WAD) / 1_000n)

  it('are those of a calculation by hand', () => {
    expect(computeBreakEvenDays(longLp, earning, 90n * DOLLAR_E8)).toBe(3n)
    expect(computeBreakEvenDays(longLp, earning, 90n * DOLLAR_E8 + 1n)).toBe(4n)
    expect(computeBreakEvenDays(longLp, earning, 0n)).toBe(0n)
    expect(computeBreakEvenDays(longLp, ratesOfLp(0n), 1n)).toBeNull()
    expect(computeBreakEvenDays(longLp, ratesOfLp(0n, WAD / 20n), 1n)).toBeNull()
  })

  it('are the first whole days after which enough was made', () => {
    const rate = fc.bigInt(0n, 2n * WAD)
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), rate, rate, (costE8, earned, borrow) => {
        const rates = ratesOfLp(earned, borrow)
        const days = computeBreakEvenDays(longLp, rates, costE8)
        if (days === null) return
        expect(computeGainE8(longLp, rates, days) >= costE8).toBe(true)
        expect(computeGainE8(longLp, rates, days - 1n) < costE8).toBe(true)
      }),
    )
  })

  it('are none where interest liquidates it before', () => {
    // Rewards of 200 % pay for all of it within the year, but lie beside the collateral: 27,000 cover the debt of
    // 20,000 until 35 % of interest are due.
    const rates = ratesOfLp(2n * WAD, WAD)
    expect(computeBreakEvenDays(longLp, rates, 1_000n * DOLLAR_E8)).toBe(10n)
    expect(computeBreakEvenDays(longLp, rates, 20_000n * DOLLAR_E8)).toBeNull()
  })
})

describe('what opening costs', () => {
  const prices = [
    { asset: weth, priceE8: WETH_PRICE_E8 },
    { asset: usdc, priceE8: DOLLAR_E8 },
  ]

  it('is what the wallet gives against the equity, at oracle prices', () => {
    // 10,000 of equity for 10,050 given
    expect(computeEntryCostE8([{ asset: usdc, amount: -10_050n * USD }], prices, longLp)).toBe(
      50n * DOLLAR_E8,
    )
  })

  it('is never below nothing, and unknown without a price', () => {
    expect(computeEntryCostE8([{ asset: weth, amount: -WAD }], prices, longLp)).toBe(0n)
    expect(computeEntryCostE8([{ asset: usdx, amount: -WAD }], prices, longLp)).toBeNull()
  })

  it('rounds against the owner', () => {
    const cent = { asset: usdc, priceE8: 1n }
    expect(computeEntryCostE8([{ asset: usdc, amount: -1n }], [cent], nothing)).toBe(1n)
  })
})

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
