import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ceilDiv,
  computePowWad,
  computeSqrtDown,
  computeSqrtUp,
  floorDiv,
  mulDivDown,
  mulDivUp,
  WAD,
} from './math'

const natural = fc.bigInt(0n, 2n ** 256n)
const positive = fc.bigInt(1n, 2n ** 256n)
const integer = fc.bigInt(-(2n ** 256n), 2n ** 256n)

describe('division', () => {
  it('encloses the quotient, also below 0', () => {
    fc.assert(
      fc.property(integer, positive, (a, b) => {
        const [down, up] = [floorDiv(a, b), ceilDiv(a, b)]
        expect(down * b <= a && a <= up * b).toBe(true)
        expect(up - down).toBe(a % b === 0n ? 0n : 1n)
      }),
    )
  })

  it('rounds towards −∞ and +∞', () => {
    expect([floorDiv(-7n, 2n), ceilDiv(-7n, 2n), floorDiv(7n, 2n), ceilDiv(7n, 2n)]).toEqual([
      -4n,
      -3n,
      3n,
      4n,
    ])
    expect([mulDivDown(10n, 10n, 3n), mulDivUp(10n, 10n, 3n)]).toEqual([33n, 34n])
  })

  it('refuses a denominator that is not positive', () => {
    expect(() => floorDiv(1n, 0n)).toThrow(RangeError)
    expect(() => mulDivUp(1n, 1n, -1n)).toThrow(RangeError)
  })
})

describe('square root', () => {
  it('is the integer root, from below and from above', () => {
    fc.assert(
      fc.property(natural, (value) => {
        const [down, up] = [computeSqrtDown(value), computeSqrtUp(value)]
        expect(down * down <= value && (down + 1n) ** 2n > value).toBe(true)
        expect(up * up >= value && (up === 0n || (up - 1n) ** 2n < value)).toBe(true)
      }),
    )
  })

  it('is exact on squares and refuses negative values', () => {
    fc.assert(fc.property(natural, (root) => computeSqrtDown(root * root) === root))
    expect(() => computeSqrtDown(-1n)).toThrow(RangeError)
  })
})

describe('computePowWad', () => {
  const x = fc.bigInt(0n, 10n ** 6n * WAD)

  it('knows 0, 1 and 2 exactly', () => {
    fc.assert(
      fc.property(x, (xWad) => {
        expect(computePowWad(xWad, 0n, 'down')).toBe(WAD)
        expect(computePowWad(xWad, WAD, 'down')).toBe(xWad)
        expect(computePowWad(xWad, WAD, 'up')).toBe(xWad)
        expect(computePowWad(xWad, 2n * WAD, 'down')).toBe((xWad * xWad) / WAD)
      }),
    )
  })

  it('encloses the root', () => {
    fc.assert(
      fc.property(x, (xWad) => {
        const down = computePowWad(xWad, WAD / 2n, 'down')
        const up = computePowWad(xWad, WAD / 2n, 'up')
        expect(down * down <= xWad * WAD && xWad * WAD <= up * up && up - down <= 1n).toBe(true)
      }),
    )
    expect(computePowWad(4n * WAD, WAD / 2n, 'down')).toBe(2n * WAD)
    expect(computePowWad(4n * WAD, (3n * WAD) / 2n, 'up')).toBe(8n * WAD)
  })

  it('refuses elasticities that no known price has', () => {
    expect(() => computePowWad(WAD, WAD / 3n, 'down')).toThrow(RangeError)
    expect(() => computePowWad(WAD, -WAD, 'down')).toThrow(RangeError)
  })
})
