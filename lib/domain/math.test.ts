import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ceilDiv,
  computeSqrtDown,
  computeSqrtUp,
  countHalfPowers,
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

describe('countHalfPowers', () => {
  it('counts halves', () => {
    expect([0n, WAD / 2n, WAD, (3n * WAD) / 2n].map(countHalfPowers)).toEqual([0n, 1n, 2n, 3n])
  })

  it('refuses elasticities that no known price has', () => {
    expect(() => countHalfPowers(WAD / 3n)).toThrow(RangeError)
    expect(() => countHalfPowers(-WAD)).toThrow(RangeError)
  })
})
