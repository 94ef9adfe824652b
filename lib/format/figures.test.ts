import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WAD } from '../domain/math'
import { formatAddress } from './address'
import { formatDecimal } from './decimal'
import { formatDuration } from './duration'
import { describeHealth, describeKnownHealth, formatHealthFactor } from './health-factor'
import { formatMultiple, parseMultipleInput } from './multiple'
import { formatPercent } from './percent'
import { formatRatio } from './ratio'
import { cleanTokenText, formatSymbol, MAX_SYMBOL_LENGTH } from './symbol'
import { formatExactValue, formatPrice, formatValue } from './value'
import { formatValueCompact } from './value-compact'

const wad = (hundredths: bigint) => (hundredths * WAD) / 100n

describe('formatDecimal', () => {
  it.each([
    [0n, 18, '0'],
    [5n * 10n ** 16n, 18, '0.05'],
    [-1n, 8, '-0.00000001'],
    [12n, 0, '12'],
    [1_200n, 2, '12'],
  ])('%s with %s decimals is %s', (amount, decimals, text) => {
    expect(formatDecimal(amount, decimals)).toBe(text)
  })

  it('is the exact value: multiplied out it is the amount again', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(2n ** 256n), 2n ** 256n),
        fc.integer({ min: 0, max: 36 }),
        (amount, decimals) => {
          const [whole = '', fraction = ''] = formatDecimal(amount, decimals).split('.')
          expect(BigInt(whole + fraction.padEnd(decimals, '0'))).toBe(amount)
        },
      ),
    )
  })
})

describe('USD', () => {
  it.each([
    [1_234_567_000_000n, '$12,345.67'],
    [1_234_567_999_999n, '$12,345.67'],
    [0n, '$0.00'],
    [999_999n, '<$0.01'],
    [-1_234_567_000_000n, '−$12,345.67'],
  ])('%s is %s', (valueE8, text) => {
    expect(formatValue(valueE8)).toBe(text)
  })

  it('shows enough digits of a small price', () => {
    expect(formatPrice(300_000_000_000n)).toBe('$3,000.00')
    expect(formatPrice(99_950_000n)).toBe('$0.9995')
    expect(formatPrice(1_234n)).toBe('$0.00001234')
    expect(formatPrice(50_000_000n)).toBe('$0.50')
    expect(formatPrice(0n)).toBe('$0.00')
  })

  it('is short where room is short', () => {
    expect(formatValueCompact(123_456_700_000_000n)).toBe('$1.2M')
    expect(formatValueCompact(99_900_000_000n)).toBe('$999.00')
    expect(formatValueCompact(-250_000_000_000_000_000n)).toBe('−$2.5B')
    expect(formatExactValue(1_234_567_000_000n)).toBe('12345.67')
  })
})

describe('ratios', () => {
  it('formats percents, down unless told', () => {
    expect(formatPercent(123_499n * 10n ** 12n)).toBe('12.34%')
    expect(formatPercent(123_401n * 10n ** 12n, { rounding: 'up' })).toBe('12.35%')
    expect(formatPercent(-123_401n * 10n ** 12n)).toBe('−12.35%')
    expect(formatPercent(17n * 10n ** 17n)).toBe('170.00%')
    expect(formatPercent(wad(5n), { decimals: 0, isSigned: true })).toBe('+5%')
  })

  it('writes ratios for data-value', () => {
    expect(formatRatio(wad(5n))).toBe('0.05')
    expect(formatRatio(null)).toBe('Infinity')
  })

  it('formats multiples, up unless told', () => {
    expect(formatMultiple(3n * WAD)).toBe('3.00x')
    expect(formatMultiple(2n * WAD + 1n)).toBe('2.01x')
    expect(formatMultiple(wad(299n) + 5n, 'down')).toBe('2.99x')
  })

  it('reads multiples', () => {
    expect(parseMultipleInput(' 2.5x ')).toEqual({ ok: true, leverageWad: wad(250n) })
    expect(parseMultipleInput('3 ×')).toEqual({ ok: true, leverageWad: 3n * WAD })
    for (const text of ['0.99', '0', '-2']) {
      expect(parseMultipleInput(text)).toMatchObject({ ok: false, issue: { code: 'leverage-below-minimum' } })
    }
    expect(parseMultipleInput('2,5x')).toEqual({ ok: true, leverageWad: wad(250n) })
    expect(parseMultipleInput('2,500')).toMatchObject({
      ok: false,
      issue: { code: 'number-ambiguous', field: 'leverage' },
    })
    for (const text of ['', 'x', 'three', '1e1']) {
      expect(parseMultipleInput(text)).toMatchObject({ ok: false, issue: { code: 'leverage-not-a-number' } })
    }
  })
})

describe('health factor', () => {
  it.each([
    [null, '∞', 'no debt'],
    [WAD - 1n, '0.99', 'liquidatable'],
    [WAD, '1.00', 'at risk'],
    [wad(101n) - 1n, '1.00', 'at risk'],
    [wad(115n) - 1n, '1.14', 'at risk'],
    [wad(115n), '1.15', 'moderate'],
    [wad(150n), '1.50', 'comfortable'],
    [wad(1_000_000n), '100+', 'comfortable'],
  ] as const)('%s is %s, %s', (healthFactorWad, text, band) => {
    expect(formatHealthFactor(healthFactorWad)).toBe(text)
    expect(describeHealth(healthFactorWad)).toBe(band)
  })

  it('is not known while something is owed and a price is missing or too old', () => {
    const known = { hasDebt: true, isPriced: true, healthFactorWad: wad(200n) }
    expect(describeKnownHealth(known, null)).toBe('comfortable')
    expect(describeKnownHealth(known, 'diverging')).toBe('comfortable')
    expect(describeKnownHealth(known, 'stale')).toBe('not known')
    expect(describeKnownHealth(known, 'missing')).toBe('not known')
    expect(describeKnownHealth({ ...known, isPriced: false }, null)).toBe('not known')
    expect(describeKnownHealth({ hasDebt: false, isPriced: false, healthFactorWad: null }, 'stale')).toBe(
      'no debt',
    )
  })

  it('never shows more than there is', () => {
    fc.assert(
      fc.property(fc.bigInt(WAD / 100n, 99n * WAD), (healthFactorWad) => {
        const shown = BigInt(formatHealthFactor(healthFactorWad).replace('.', '')) * (WAD / 100n)
        expect(shown <= healthFactorWad && healthFactorWad - shown < WAD / 100n).toBe(true)
      }),
    )
  })
})

describe('text', () => {
  it.each([
    [0n, '0 seconds'],
    [59n, '59 seconds'],
    [90_061n, '1 day 1 hour'],
    [86_400n, '1 day'],
    [31_536_000n * 2n, '2 years'],
    [31_536_000n * 100n, 'over 100 years'],
  ])('%s seconds are %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })

  it('shortens addresses', () => {
    expect(formatAddress('0x1234567890abcdef1234567890abcdef12345678')).toBe('0x1234…5678')
  })

  const address = '0x1234567890abcdef1234567890abcdef12345678'
  it.each([
    ['USDC', 'USDC'],
    ['B-50WETH-50USDC', 'B-50WETH-50USDC'],
    ['US\u202eCD\u200b', 'USCD'],
    ['a\u0000b\nc', 'ab c'],
    ['e\u0301\u0301\u0301', 'é'],
    ['\u3164\u2800\u200d', '0x1234…5678'],
    ['', '0x1234…5678'],
    ['x'.repeat(40), `${'x'.repeat(15)}…`],
  ])('%j becomes a symbol that is safe to show', (symbol, text) => {
    expect(formatSymbol({ address, symbol })).toBe(text)
  })

  it('never lets more characters through than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanTokenText(text, MAX_SYMBOL_LENGTH)
        expect([...clean].length).toBeLessThanOrEqual(MAX_SYMBOL_LENGTH)
        expect(clean).not.toMatch(/[\p{C}\p{Default_Ignorable_Code_Point}]/u)
      }),
    )
  })
})
