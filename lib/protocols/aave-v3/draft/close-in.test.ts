import fc from 'fast-check'
import { expect, it } from 'vitest'
import { closeIn } from './close-in'

/** How far `amount` is from `border`, bent a little: `right` is how the right side lies. */
const makeSpare = (border: bigint, bend: bigint, right: 1n | -1n) => (amount: bigint) => {
  const distance = (border - amount) * right
  return distance * 1_000n - (distance * distance * bend) / (border + 1n)
}

it('ends on the right side, at the border to within the tolerance or a unit, in few tries', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 10n, max: 10n ** 30n }),
      fc.bigInt({ min: -450n, max: 450n }),
      fc.constantFrom(1n as const, -1n as const),
      (border, bend, right) => {
        const spareOf = makeSpare(border, bend, right)
        const [near, far] = [border / 2n, border * 2n]
        const [inside, outside] = right === 1n ? [near, far] : [far, near]
        let tries = 0
        const attempt = (amount: bigint) => {
          tries += 1
          return { amount, spare: spareOf(amount), outcome: amount }
        }
        const tolerance = border / 10n ** 5n
        const found = closeIn(
          { amount: inside, spare: spareOf(inside), outcome: inside },
          { amount: outside, spare: spareOf(outside) },
          tolerance,
          attempt,
        )
        if (!found) throw new Error('Not found')
        expect(found.outcome).toBe(found.amount)
        expect(found.spare).toBeGreaterThanOrEqual(0n)
        const isNext = spareOf(found.amount + right) < 0n
        expect(isNext || found.spare <= tolerance).toBe(true)
        expect(tries).toBeLessThanOrEqual(9)
      },
    ),
  )
})

it('gives up where something between cannot be tried', () => {
  const right = { amount: 0n, spare: 100n, outcome: 'none' }
  expect(closeIn(right, { amount: 100n, spare: -100n }, 0n, () => null)).toBeNull()
})
