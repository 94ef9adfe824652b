import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeBreakEvenDays, computeEntryCostE8 } from './break-even'
import { WAD } from './math'
import {
  DOLLAR_E8,
  longLp,
  owed,
  positionOf,
  ratesOfLp,
  usdc,
  usdx,
  WETH_PRICE_E8,
  weth,
} from './test-positions'
import { computeGainE8 } from './untouched'

const USD = 10n ** 6n
const nothing = positionOf([], owed(usdc, 0n))

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
