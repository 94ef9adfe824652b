import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseValueAxis } from './value-axis'

describe('a value axis', () => {
  it('has round ticks', () => {
    expect(chooseValueAxis([-2_000, 9_500])).toEqual({
      min: -5_000,
      max: 10_000,
      ticks: [
        { at: -5_000, label: '−$5K' },
        { at: 0, label: '$0' },
        { at: 5_000, label: '$5K' },
        { at: 10_000, label: '$10K' },
      ],
    })
    expect(chooseValueAxis([0]).ticks.length).toBeGreaterThan(1)
  })

  it('holds 0 and everything that is drawn', () => {
    const value = fc.integer({ min: -1e12, max: 1e12 }).map((cents) => cents / 100)
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const { min, max, ticks } = chooseValueAxis(values)
        for (const at of [0, ...values]) expect(at >= min && at <= max).toBe(true)
        expect(ticks.length).toBeGreaterThan(1)
        expect(ticks.length).toBeLessThan(9)
      }),
    )
  })
})
