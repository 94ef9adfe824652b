import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  computeBreakEvenDays,
  computeEntryCostE8,
  computeExitCostE8,
  computeLeverageMarks,
} from './break-even'
import { computeEquityE8 } from './leverage'
import { BPS, WAD } from './math'
import { computeFarmNetAprWad } from './rates'
import { DOLLAR_E8, longLp, owed, usdc, usdx, WETH_PRICE_E8, weth } from './test-positions'

const USD = 10n ** 6n
const nothing = { collaterals: [], debt: owed(usdc, 0n) }

const percent = (count: bigint) => (count * WAD) / 100n

describe('days until the yield has paid for the costs', () => {
  it('are those of a calculation by hand', () => {
    // 10,000 at 36.5 % earns 10 a day.
    const account = { equityE8: 10_000n * DOLLAR_E8, netAprWad: (365n * WAD) / 1_000n }
    expect(computeBreakEvenDays({ ...account, costE8: 90n * DOLLAR_E8 })).toBe(9n)
    expect(computeBreakEvenDays({ ...account, costE8: 90n * DOLLAR_E8 + 1n })).toBe(10n)
    expect(computeBreakEvenDays({ ...account, costE8: 0n })).toBe(0n)
    expect(computeBreakEvenDays({ ...account, costE8: 1n, netAprWad: 0n })).toBeNull()
    expect(computeBreakEvenDays({ ...account, costE8: 1n, netAprWad: -WAD })).toBeNull()
    expect(computeBreakEvenDays({ ...account, costE8: 1n, equityE8: 0n })).toBeNull()
  })

  it('are the first whole days after which enough was earned', () => {
    const value = fc.bigInt(1n, 10n ** 16n)
    fc.assert(
      fc.property(value, value, fc.bigInt(1n, 100n * WAD), (costE8, equityE8, netAprWad) => {
        const days = computeBreakEvenDays({ costE8, equityE8, netAprWad })
        if (days === null) throw new Error('It earns something')
        const isPaidAfter = (count: bigint) => equityE8 * netAprWad * count >= costE8 * 365n * WAD
        expect(isPaidAfter(days)).toBe(true)
        expect(isPaidAfter(days - 1n)).toBe(false)
      }),
    )
  })
})

describe('what opening and closing cost', () => {
  const prices = [
    { asset: weth, priceE8: WETH_PRICE_E8 },
    { asset: usdc, priceE8: DOLLAR_E8 },
  ]

  it('is what the wallet gives or gets against the equity, at oracle prices', () => {
    // 10,000 of equity for 10,050 given; 9,960 back of it, with rewards of 100 of which 100 arrive.
    expect(computeEntryCostE8([{ asset: usdc, amount: -10_050n * USD }], prices, longLp)).toBe(
      50n * DOLLAR_E8,
    )
    const reward = { asset: usdx, amount: 10n * WAD, priceE8: 10n * DOLLAR_E8 }
    const changes = [
      { asset: usdc, amount: 9_960n * USD },
      { asset: usdx, amount: 10n * WAD },
    ]
    expect(computeExitCostE8({ ...longLp, rewards: [reward] }, changes, prices)).toBe(40n * DOLLAR_E8)
    // A shortfall that the wallet pays is given too.
    const shortfall = [{ asset: usdc, amount: -5n * USD }]
    expect(computeExitCostE8({ ...longLp, rewards: [] }, shortfall, prices)).toBe(10_005n * DOLLAR_E8)
  })

  it('is never below nothing, and unknown without a price', () => {
    expect(computeEntryCostE8([{ asset: weth, amount: -WAD }], prices, longLp)).toBe(0n)
    expect(computeEntryCostE8([{ asset: usdx, amount: -WAD }], prices, longLp)).toBeNull()
    expect(computeExitCostE8({ ...longLp, rewards: [] }, [{ asset: usdx, amount: 1n }], prices)).toBeNull()
  })

  it('rounds against the owner', () => {
    const cent = { asset: usdc, priceE8: 1n }
    const entry = computeEntryCostE8([{ asset: usdc, amount: -1n }], [cent], nothing)
    expect(entry).toBe(1n)
    expect(computeExitCostE8({ ...longLp, rewards: [] }, [{ asset: usdc, amount: 1n }], [cent])).toBe(
      computeEquityE8(longLp),
    )
  })
})

describe('leverage marks', () => {
  const farm = (yieldPercent: bigint, borrowPercent: bigint, quotaPercent = 0n) => ({
    yields: [{ kind: 'reward' as const, aprWad: percent(yieldPercent), asset: null }],
    borrowAprWad: percent(borrowPercent),
    quotaAprWad: percent(quotaPercent),
    liquidationThresholdBps: BPS,
  })
  const marks = (of: ReturnType<typeof farm>, maxLeverageWad: bigint) =>
    computeLeverageMarks((leverageWad) => computeFarmNetAprWad(of, leverageWad, WAD), maxLeverageWad)

  it('peak at the maximum where the farm earns more than the debt costs', () => {
    const max = (5_555n * WAD) / 1_000n
    const found = marks(farm(60n, 5n), max)
    expect(found).toMatchObject({ peak: { leverageWad: max }, negativeUpToWad: null, negativeFromWad: null })
  })

  it('peak at 1x where it earns less, and turn negative where the debt has eaten the yield', () => {
    // 3L = 5(L − 1) at 2.5x: there the net is 0, a hundredth further it is negative.
    const found = marks(farm(3n, 5n), 5n * WAD)
    expect(found.peak).toEqual({ leverageWad: WAD, netAprWad: percent(3n) })
    expect(found.negativeFromWad).toBe((251n * WAD) / 100n)
    expect(found.negativeUpToWad).toBeNull()
  })

  it('say where a rate begins negative, as a quota makes it', () => {
    // 10L − 4(L − 1) − 8L = 4 − 2L falls; 10L − 1(L − 1) − 8L − 4 begins under 0 and rises.
    const found = computeLeverageMarks((l) => (l === WAD ? 0n : l - 2n * WAD), 4n * WAD)
    expect(found.peak).toEqual({ leverageWad: 4n * WAD, netAprWad: 2n * WAD })
    expect(found.negativeUpToWad).toBe((199n * WAD) / 100n)
    expect(found.negativeFromWad).toBeNull()
  })

  it('call a rate that is negative throughout one range', () => {
    const found = marks(farm(0n, 5n), 3n * WAD)
    expect(found).toEqual({
      peak: { leverageWad: WAD, netAprWad: 0n },
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
        const of = farm(earned, borrow, quota)
        const found = marks(of, max)
        for (let leverage = WAD + WAD / 100n; leverage <= max; leverage += WAD / 100n) {
          const netAprWad = computeFarmNetAprWad(of, leverage, WAD)
          expect(netAprWad <= found.peak.netAprWad).toBe(true)
          const isMarked =
            (found.negativeFromWad !== null && leverage >= found.negativeFromWad) ||
            (found.negativeUpToWad !== null && leverage <= found.negativeUpToWad)
          // A net rate along a line has its negative leverages at one end or the other.
          expect(isMarked).toBe(netAprWad < 0n)
        }
        expect(found.peak.netAprWad).toBe(computeFarmNetAprWad(of, found.peak.leverageWad, WAD))
      }),
      { numRuns: 40 },
    )
  })
})
