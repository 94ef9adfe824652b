import { describe, expect, it } from 'vitest'
import { WAD } from '../domain/math'
import { formatYearOutcome, formatYearOutcomeValue } from './year-outcome'

describe('a year’s outcome in words', () => {
  const outcome = { parts: [], netWad: null, liquidatedAfterDays: null }

  it('is a percentage that never flatters', () => {
    const losing = { ...outcome, netWad: -WAD / 1_000n - 1n }
    expect(formatYearOutcome({ ...outcome, netWad: (81_919n * WAD) / 100_000n })).toBe('81.91%')
    expect(formatYearOutcome(losing)).toBe('−0.11%')
    expect(formatYearOutcomeValue(losing)).toBe('-0.001000000000000001')
  })

  it('says when it is liquidated on the way, and has no figure then', () => {
    const liquidated = { ...outcome, liquidatedAfterDays: 212n }
    expect(formatYearOutcome(liquidated)).toBe('liquidated after 212 days')
    expect(formatYearOutcome({ ...outcome, liquidatedAfterDays: 1n })).toBe('liquidated after 1 day')
    expect(formatYearOutcome({ ...outcome, liquidatedAfterDays: 0n })).toBe('liquidated now')
    expect(formatYearOutcomeValue(liquidated)).toBe('')
  })

  it('claims nothing of a rate that is not known, nor of nothing', () => {
    expect(formatYearOutcome(outcome)).toBe('not known')
    expect(formatYearOutcome(null)).toBe('–')
    expect(formatYearOutcomeValue(outcome)).toBe('')
    expect(formatYearOutcomeValue(null)).toBe('')
  })
})
