import { describe, expect, it } from 'vitest'
import { WAD } from './math'
import { findByAddress, sumYieldsWad } from './rates'

describe('rates', () => {
  it('are found whatever the casing of the address', () => {
    expect(findByAddress({ '0xAb': 1 }, '0xaB')).toBe(1)
    expect(findByAddress({ '0xAb': 1 }, '0xcd')).toBeUndefined()
  })

  it('add up, unless one of them is not known', () => {
    const reward = (aprWad: bigint | null) => ({ kind: 'reward' as const, aprWad, asset: null })
    expect(sumYieldsWad([])).toBe(0n)
    expect(sumYieldsWad([reward(WAD), reward(2n * WAD)])).toBe(3n * WAD)
    expect(sumYieldsWad([reward(WAD), reward(null)])).toBeNull()
  })
})
