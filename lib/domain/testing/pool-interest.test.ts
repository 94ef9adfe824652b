import { describe, expect, it } from 'vitest'
import { RAY, SECONDS_PER_YEAR } from '../math'
import {
  computeAccruedInterest,
  computeAccruedQuotaInterest,
  computeInterestIndexRay,
  computeQuotaIndexRay,
  computeTotalDebt,
} from './pool-interest'

describe('interest indices', () => {
  it('grow in a line between updates', () => {
    const half = SECONDS_PER_YEAR / 2n
    expect(computeInterestIndexRay(RAY, RAY / 10n, SECONDS_PER_YEAR)).toBe((RAY * 11n) / 10n)
    expect(computeInterestIndexRay(2n * RAY, RAY / 10n, half)).toBe((RAY * 21n) / 10n)
    expect(computeInterestIndexRay(RAY, RAY, 0n)).toBe(RAY)
    expect(computeQuotaIndexRay(RAY, 100n, half)).toBe(RAY + RAY / 200n)
  })

  it('charge principal and quota', () => {
    expect(computeAccruedInterest(1_000_000n, RAY, (RAY * 11n) / 10n)).toBe(100_000n)
    expect(computeAccruedInterest(0n, 0n, RAY)).toBe(0n)
    expect(computeAccruedQuotaInterest(1_000_000n, RAY, RAY + RAY / 200n)).toBe(5_000n)
  })

  it('add up to the whole debt, with the protocol’s share on either interest cut by itself', () => {
    const parts = {
      principal: 1_000n,
      baseInterest: 19n,
      quotaInterest: 19n,
      quotaFees: 7n,
      interestFeeBps: 1_000n,
    }
    expect(computeTotalDebt(parts)).toBe(1_000n + 19n + 19n + 7n + 1n + 1n)
  })
})
