import { describe, expect, it } from 'vitest'
import { isDeviationOver } from './deviation'

describe('isDeviationOver', () => {
  it('is exact at its edge', () => {
    expect(isDeviationOver('100', '99.5', 50n)).toBe(false)
    expect(isDeviationOver('100', '99.499999999999999999', 50n)).toBe(true)
    expect(isDeviationOver('99.5', '100', 50n)).toBe(false)
    expect(isDeviationOver('1.000000000000000001', '1', 0n)).toBe(true)
  })

  it('takes signs, zero and what is no number for what they are', () => {
    expect(isDeviationOver('-1', '1', 50n)).toBe(true)
    expect(isDeviationOver('0', '0.000001', 50n)).toBe(true)
    expect(isDeviationOver('Infinity', 'Infinity', 50n)).toBe(false)
    expect(isDeviationOver('Infinity', '5', 50n)).toBe(true)
    expect(isDeviationOver('', '5', 50n)).toBe(true)
  })
})
