import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { abs, WAD } from './math'
import {
  computeDivergenceWad,
  findOracleFault,
  findWorstFault,
  judgeOracles,
  type OracleReading,
  PRICE_DIVERGENCE_WARNING_WAD,
} from './oracle'
import { findOracleIssues } from './oracle-issues'
import { DOLLAR_E8, usdc, weth } from './test-positions'

const now = 1_000_000n

function reading(change: Partial<OracleReading> = {}): OracleReading {
  return {
    asset: weth,
    feed: '0x00000000000000000000000000000000000000fe',
    priceE8: 2_000n * DOLLAR_E8,
    updatedAtSeconds: now - 600n,
    stalenessSeconds: 3_600n,
    marketPriceE8: 2_000n * DOLLAR_E8,
    ...change,
  }
}

describe('findOracleFault', () => {
  it('finds nothing wrong with a fresh price that the market agrees with', () => {
    expect(findOracleFault(reading(), now)).toBeNull()
  })
  it('takes a feed for old in the very second in which the protocol does', () => {
    expect(findOracleFault(reading({ updatedAtSeconds: now - 3_599n }), now)).toBeNull()
    expect(findOracleFault(reading({ updatedAtSeconds: now - 3_600n }), now)).toBe('stale')
  })
  it('names age as the reason where an old feed has no price', () => {
    expect(findOracleFault(reading({ updatedAtSeconds: 1n, priceE8: 0n }), now)).toBe('stale')
    expect(findOracleFault(reading({ priceE8: 0n }), now)).toBe('missing')
  })
  it('takes no age for too old without a limit, and knows none of a feed that says nothing', () => {
    expect(findOracleFault(reading({ updatedAtSeconds: 1n, stalenessSeconds: null }), now)).toBeNull()
    expect(findOracleFault(reading({ updatedAtSeconds: null }), now)).toBeNull()
    expect(judgeOracles([reading({ updatedAtSeconds: null })], now)[0]?.ageSeconds).toBeNull()
  })
  it('warns beyond the threshold on either side, and not on it', () => {
    const at = (percent: bigint, rest = 0n) =>
      findOracleFault(reading({ marketPriceE8: 20n * DOLLAR_E8 * (100n + percent) + rest }), now)
    expect([at(2n), at(-2n), at(2n, 1n), at(-2n, -1n)]).toEqual([null, null, 'diverging', 'diverging'])
  })
  it('is silent about what no market tells', () => {
    expect(findOracleFault(reading({ marketPriceE8: null }), now)).toBeNull()
    expect(computeDivergenceWad(reading({ marketPriceE8: null }))).toBeNull()
  })
})

describe('computeDivergenceWad', () => {
  it('never looks smaller than it is, and has the sign of the difference', () => {
    const price = fc.bigInt(1n, 10n ** 15n)
    fc.assert(
      fc.property(price, price, (priceE8, marketPriceE8) => {
        const divergenceWad = computeDivergenceWad(reading({ priceE8, marketPriceE8 })) ?? 0n
        const difference = marketPriceE8 - priceE8
        expect(abs(divergenceWad) * priceE8).toBeGreaterThanOrEqual(abs(difference) * WAD)
        expect(divergenceWad > 0n).toBe(difference > 0n)
        expect(divergenceWad < 0n).toBe(difference < 0n)
      }),
    )
  })
})

describe('findOracleIssues', () => {
  const stale = reading({ updatedAtSeconds: 1n, priceE8: 0n })
  const missing = reading({ asset: usdc, priceE8: 0n })
  const off = reading({ marketPriceE8: 1_900n * DOLLAR_E8 })

  it('refuses what adds risk at a price that is old or missing, and only warns of what takes risk away', () => {
    const told = (addsRisk: boolean) =>
      findOracleIssues([stale, missing], now, addsRisk).map((issue) => [
        issue.code,
        issue.severity,
        'symbols' in issue && issue.symbols.join(),
      ])
    expect(told(true)).toEqual([
      ['price-stale', 'refusal', 'WETH'],
      ['price-unavailable', 'refusal', 'USDC'],
    ])
    expect(told(false)).toEqual([
      ['price-stale', 'warning', 'WETH'],
      ['price-unavailable', 'warning', 'USDC'],
    ])
  })
  it('asks for a deliberate act where a market disagrees and risk is added, once for all assets, with the worst', () => {
    const more = reading({ asset: usdc, marketPriceE8: 2_200n * DOLLAR_E8 })
    expect(findOracleIssues([off, more], now, true)).toEqual([
      {
        code: 'price-diverging',
        severity: 'warning',
        symbols: ['WETH', 'USDC'],
        divergenceWad: WAD / 10n,
      },
    ])
    expect(findOracleIssues([off], now, false)[0]?.severity).toBe('info')
    expect(PRICE_DIVERGENCE_WARNING_WAD).toBeLessThan(WAD / 20n)
  })
  it('says nothing of sound prices', () => {
    expect(findOracleIssues([reading()], now, true)).toEqual([])
    expect(findWorstFault([reading()], now)).toBeNull()
  })
  it('knows the worst of several faults', () => {
    expect(findWorstFault([off, missing, stale], now)).toBe('stale')
    expect(findWorstFault([off, missing], now)).toBe('missing')
  })
})
