import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BPS } from './math'
import { computeMaximum, computeMinimum } from './slippage'

it('what is certain is never better than what was quoted and tolerated', () => {
  const anyAmount = fc.bigInt({ min: 0n, max: 10n ** 30n })
  fc.assert(
    fc.property(anyAmount, fc.bigInt({ min: 0n, max: BPS }), (amount, slippageBps) => {
      const [least, most] = [computeMinimum(amount, slippageBps), computeMaximum(amount, slippageBps)]
      expect(least * BPS).toBeLessThanOrEqual(amount * (BPS - slippageBps))
      expect((least + 1n) * BPS).toBeGreaterThan(amount * (BPS - slippageBps))
      expect(most * BPS).toBeGreaterThanOrEqual(amount * (BPS + slippageBps))
      expect((most - 1n) * BPS).toBeLessThan(amount * (BPS + slippageBps))
    }),
  )
})
