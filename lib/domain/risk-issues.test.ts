import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SizedBy } from './issue-of-outcome'
import { WAD } from './math'
import { findRiskIssues } from './risk-issues'

const sizedBy: SizedBy = 'amount'

describe('risk guards', () => {
  const codes = (healthFactorWad: bigint | null, priceImpactWad: bigint) =>
    findRiskIssues({ healthFactorWad, priceImpactWad, sizedBy }).map(
      ({ code, severity }) => `${severity} ${code}`,
    )
  const percent = (count: bigint) => (count * WAD) / 100n

  it('warn and refuse beyond their limits, not at them', () => {
    expect(codes(percent(115n), percent(1n))).toEqual([])
    expect(codes(null, 0n)).toEqual([])
    expect(codes(percent(115n) - 1n, percent(1n) + 1n)).toEqual([
      'warning price-impact-high',
      'warning health-factor-low',
    ])
    expect(codes(percent(102n), percent(5n))).toEqual([
      'warning price-impact-high',
      'warning health-factor-low',
    ])
    expect(codes(percent(102n) - 1n, percent(5n) + 1n)).toEqual([
      'refusal price-impact-too-high',
      'refusal health-factor-too-low',
    ])
  })

  it('carry the figure that they are about', () => {
    const [impact, health] = findRiskIssues({ healthFactorWad: WAD, priceImpactWad: WAD, sizedBy })
    expect(impact).toMatchObject({ priceImpactWad: WAD })
    expect(health).toMatchObject({ healthFactorWad: WAD })
  })

  it('never stop an action that leaves the health factor as it was or raises it', () => {
    const health = fc.bigInt(0n, 2n * WAD)
    fc.assert(
      fc.property(health, health, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        const better = { healthFactorWad: high, healthFactorBeforeWad: low, priceImpactWad: 0n, sizedBy }
        expect(findRiskIssues(better)).toEqual([])
        expect(findRiskIssues({ ...better, healthFactorWad: null })).toEqual([])
        if (low === high) return
        // Worse is judged as if there had been nothing before.
        const worse = { healthFactorWad: low, priceImpactWad: 0n, sizedBy }
        expect(findRiskIssues({ ...worse, healthFactorBeforeWad: high })).toEqual(findRiskIssues(worse))
        expect(findRiskIssues({ ...worse, healthFactorBeforeWad: null })).toEqual(findRiskIssues(worse))
      }),
    )
  })

  it('refuse a price impact all the same', () => {
    const issues = findRiskIssues({
      healthFactorWad: 2n * WAD,
      healthFactorBeforeWad: WAD,
      priceImpactWad: WAD,
      sizedBy,
    })
    expect(issues.map(({ code }) => code)).toEqual(['price-impact-too-high'])
  })
})
