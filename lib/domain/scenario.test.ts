import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WAD } from './math'
import { applyPrices } from './scenario'
import { DOLLAR_E8, follow, held, longLp, weth } from './test-positions'

const price = fc.bigInt(DOLLAR_E8, 100_000n * DOLLAR_E8)

test('a price moves by the power of its elasticity, exactly but for the last digit, and that is cut', () => {
  fc.assert(
    fc.property(price, price, price, fc.bigInt(0n, 4n), (priceE8, now, after, halves) => {
      const exposures = [follow(weth, now, (halves * WAD) / 2n)]
      const collaterals = [{ ...held(weth, WAD, 8_000n), priceE8, exposures }] as const
      const moved = applyPrices({ ...longLp, collaterals }, [{ asset: weth, priceE8: after }])
      const [collateral] = moved.collaterals
      const movedE8 = collateral?.priceE8 ?? -1n
      // moved = price × (after / now) ^ (halves / 2), compared as squares
      const squared = (valueE8: bigint) => valueE8 ** 2n * now ** halves
      const exact = priceE8 ** 2n * after ** halves
      expect(squared(movedE8) <= exact && exact < squared(movedE8 + 1n)).toBe(true)
      expect(collateral?.exposures[0]?.priceE8).toBe(after)
    }),
  )
})
