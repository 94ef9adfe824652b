import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Asset } from '../domain/asset'
import { formatAmount, formatExactTokenAmount, formatTokenAmount, parseAmountInput } from './amount'
import { formatDecimal } from './decimal'

const usdc: Asset = { address: `0x${'ab'.repeat(20)}`, symbol: 'USDC', name: 'USD Coin', decimals: 6 }

function codeOf(text: string, decimals = 6): string {
  const parsed = parseAmountInput(text, decimals)
  return parsed.ok ? `ok ${parsed.amount}` : parsed.issue.code
}

describe('parseAmountInput', () => {
  it.each([
    ['1', 'ok 1000000'],
    ['  1000.5 ', 'ok 1000500000'],
    ['.5', 'ok 500000'],
    ['5.', 'ok 5000000'],
    ['0.000001', 'ok 1'],
    ['007', 'ok 7000000'],
    ['1.10000000000', 'ok 1100000'],
    ['1,000.5', 'ok 1000500000'],
    ['1,000,000', 'ok 1000000000000'],
    ['', 'amount-missing'],
    ['   ', 'amount-missing'],
    ['1,5', 'ok 1500000'],
    ['1.000,5', 'ok 1000500000'],
    ['1,000', 'number-ambiguous'],
    ['0,500.0', 'amount-not-a-number'],
    ['1,00.5', 'amount-not-a-number'],
    ['1.2.3', 'amount-not-a-number'],
    ['1e5', 'amount-not-a-number'],
    ['0x10', 'amount-not-a-number'],
    ['Infinity', 'amount-not-a-number'],
    ['.', 'amount-not-a-number'],
    [',', 'amount-not-a-number'],
    ['+5', 'amount-not-a-number'],
    ['١٢', 'amount-not-a-number'],
    ['-5', 'amount-negative'],
    ['−5', 'amount-negative'],
    ['-1,000', 'amount-negative'],
    ['-abc', 'amount-not-a-number'],
    ['0', 'amount-zero'],
    ['0.000', 'amount-zero'],
    ['0,000', 'amount-zero'],
    ['0.0000001', 'amount-too-many-decimals'],
    ['0,0000001', 'amount-too-many-decimals'],
    ['1'.repeat(80), 'amount-too-large'],
    ['9'.repeat(100_000), 'amount-too-large'],
  ])('%.20s → %s', (text, expected) => {
    expect(codeOf(text)).toBe(expected)
  })

  it('stops exactly at 2^256', () => {
    expect(codeOf((2n ** 256n - 1n).toString(), 0)).toBe(`ok ${2n ** 256n - 1n}`)
    expect(codeOf((2n ** 256n).toString(), 0)).toBe('amount-too-large')
  })

  it('reads back what formatDecimal wrote, for every amount and every number of decimals', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 2n ** 256n - 1n), fc.integer({ min: 0, max: 36 }), (amount, decimals) => {
        expect(parseAmountInput(formatDecimal(amount, decimals), decimals)).toEqual({ ok: true, amount })
      }),
    )
  })

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseAmountInput(text, 18).ok === 'boolean'))
  })
})

describe('formatAmount', () => {
  it.each([
    [1_234_567_890n, 6, '1,234.56'],
    [1_234_567n, 6, '1.2345'],
    [999n, 6, '0.000999'],
    [0n, 6, '0'],
    [1n, 18, '<0.000001'],
    [-1_500_000n, 6, '−1.5'],
    [10n ** 24n, 18, '1,000,000'],
    [5n, 0, '5'],
  ])('%s of %s decimals is %s', (amount, decimals, text) => {
    expect(formatAmount(amount, decimals)).toBe(text)
  })

  it('rounds up where told', () => {
    expect(formatAmount(1_000_001n, 6, { maxDecimals: 2, rounding: 'up' })).toBe('1.01')
    expect(formatTokenAmount({ asset: usdc, amount: 1_999_999n }, { maxDecimals: 2 })).toBe('1.99 USDC')
  })

  it('keeps every digit where it is signed', () => {
    expect(formatExactTokenAmount({ asset: usdc, amount: 10_000_123_456n })).toBe('10,000.123456 USDC')
  })
})
