import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeClosingCost } from './closing-cost'
import { computeEquityE8 } from './leverage'
import { WAD } from './math'
import { DOLLAR_E8, longLp, usdc, usdx } from './test-positions'

const USD = 10n ** 6n
const prices = [{ asset: usdc, priceE8: DOLLAR_E8 }]
const costs = { feesE8: 15n * DOLLAR_E8, priceImpactE8: 20n * DOLLAR_E8, chargesE8: 1n * DOLLAR_E8 }

describe('what closing costs', () => {
  it('is what it is worth less what arrives, in parts that add up to it', () => {
    const arrives = [{ asset: usdc, amount: 9_960n * USD }]
    // 10,000 of equity, 9,960 of it back: 40, of which 4 lie between the pools' prices and the oracle's.
    expect(computeClosingCost({ ...longLp, rewards: [] }, arrives, prices, costs)).toEqual({
      ...costs,
      costE8: 40n * DOLLAR_E8,
      pricesE8: 4n * DOLLAR_E8,
    })
  })

  it('has rewards on both sides, and knows a gain as one', () => {
    const rewards = [{ asset: usdx, amount: 10n * WAD, priceE8: 10n * DOLLAR_E8 }]
    const arrives = [
      { asset: usdc, amount: 10_005n * USD },
      { asset: usdx, amount: 10n * WAD },
    ]
    expect(computeClosingCost({ ...longLp, rewards }, arrives, prices, costs)).toMatchObject({
      costE8: -5n * DOLLAR_E8,
      pricesE8: -41n * DOLLAR_E8,
    })
    // A shortfall that the wallet pays is a cost, too.
    const shortfall = [{ asset: usdc, amount: -5n * USD }]
    expect(computeClosingCost({ ...longLp, rewards: [] }, shortfall, prices, costs)?.costE8).toBe(
      10_005n * DOLLAR_E8,
    )
  })

  it('is unknown where what arrives has no price, and rounds against the owner', () => {
    const position = { ...longLp, rewards: [] }
    expect(computeClosingCost(position, [{ asset: usdx, amount: 1n }], prices, costs)).toBeNull()
    const cent = [{ asset: usdc, priceE8: 1n }]
    expect(computeClosingCost(position, [{ asset: usdc, amount: 1n }], cent, costs)?.costE8).toBe(
      computeEquityE8(longLp),
    )
  })

  it('always adds up', () => {
    const value = fc.bigInt(0n, 10n ** 14n)
    fc.assert(
      fc.property(value, value, value, value, (amount, feesE8, priceImpactE8, chargesE8) => {
        const cost = computeClosingCost({ ...longLp, rewards: [] }, [{ asset: usdc, amount }], prices, {
          feesE8,
          priceImpactE8,
          chargesE8,
        })
        expect(cost && cost.feesE8 + cost.priceImpactE8 + cost.chargesE8 + cost.pricesE8).toBe(cost?.costE8)
      }),
    )
  })
})
