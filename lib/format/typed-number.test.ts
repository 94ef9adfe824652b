import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAmountInput } from './amount'
import { formatDecimal, formatFixed } from './decimal'
import { explainUnread } from './explain-unread'
import { readTypedNumber } from './typed-number'

/** The number as a decimal text, the two that it may be, or nothing. */
function read(text: string, decimals = 18): string {
  const typed = readTypedNumber(text, decimals)
  if (typed.kind === 'ambiguous') return `${typed.whole} or ${typed.decimal}?`
  return typed.kind === 'number' ? `${typed.whole}.${typed.fraction}` : 'unreadable'
}

describe('readTypedNumber', () => {
  it.each([
    ['1000', '1000.'],
    ['1.5', '1.5'],
    ['1,5', '1.5'],
    ['0,25', '0.25'],
    [',5', '.5'],
    ['5,', '5.'],
    ['1,50', '1.50'],
    ['1,0000', '1.0000'],
    // Nobody sets the thousands of these apart like that.
    ['0,500', '0.500'],
    [',500', '.500'],
    ['1234,500', '1234.500'],
    // As we write it ourselves.
    ['1.000', '1.000'],
    ['1,000.5', '1000.5'],
    ['1.000,5', '1000.5'],
    ['1.000,500', '1000.500'],
    ['1,000.', '1000.'],
    ['1.000,', '1000.'],
    ['1,000,000', '1000000.'],
    ['1.000.000', '1000000.'],
    ['12.345.678,9', '12345678.9'],
    ['1 000', '1000.'],
    ['1\u00a0000', '1000.'],
    ['1\u202f234\u202f567,89', '1234567.89'],
    ['1 000,500', '1000.500'],
    ["1'000", '1000.'],
    ['1’234’567.5', '1234567.5'],
    ['１２３４．５', '1234.5'],
    ['１，５', '1.5'],
    ['\u30001５\u3000', '15.'],
  ])('reads %j as %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    ['1,000', '1000 or 1.000?'],
    ['999,999', '999999 or 999.999?'],
    ['１，０００', '1000 or 1.000?'],
  ])('asks back at %j', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('knows that what has no decimals can only be thousands', () => {
    expect(read('3,650', 0)).toBe('3650.')
  })

  it.each([
    ['nothing at all', ''],
    ['a sign alone', ','],
    ['two signs alone', '.,'],
    ['signs in no order', '1,000.5,5'],
    ['two kinds between thousands', '1 000.000,5'],
    ['groups of two, which a missed key makes of three', '1,00,000'],
    ['a group too long', '1 0000'],
    ['a group too short', '1 00'],
    ['thousands that begin with 0', '0 500'],
    ['a space before decimals', '1 .5'],
    ['two spaces', '1  000'],
    ['a minus', '-1'],
    ['a plus', '+1'],
    ['an exponent', '1e3'],
    ['a raised digit', '5²'],
    ['a fraction', '1½'],
    ['digits of another script', '١٢'],
    ['what turns the reading direction', '\u202e0001'],
  ])('takes %s for no number', (_, text) => {
    expect(read(text)).toBe('unreadable')
  })

  it('says why a text was not taken', () => {
    expect(explainUnread('2,500', 'No.')).toBe('Did you mean 2500 or 2.500? Write it without a comma.')
    expect(explainUnread('x', 'No.')).toBe('No.')
  })
})

describe('what was written', () => {
  const amounts = fc.bigInt(1n, 2n ** 256n - 1n)
  const decimals = fc.integer({ min: 0, max: 24 })
  const styles = fc.constantFrom(
    { thousands: ',', point: '.' },
    { thousands: '.', point: ',' },
    { thousands: ' ', point: ',' },
    { thousands: '\u202f', point: ',' },
    { thousands: '’', point: '.' },
    { thousands: '', point: ',' },
    { thousands: '', point: '.' },
  )

  const asked = ['number-ambiguous', expect.stringMatching(/^\d{1,3},\d{3}$/)]

  it('is read back to the unit, however thousands and decimals are set apart, or asked back', () => {
    fc.assert(
      fc.property(amounts, decimals, styles, (amount, ofToken, { thousands, point }) => {
        const [whole = '', fraction] = formatDecimal(amount, ofToken).split('.')
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands)
        const text = fraction ? `${grouped}${point}${fraction}` : grouped
        // A point alone is the one that we write.
        fc.pre(thousands !== '.' || !/^\d+\.\d{3}$/.test(text))
        const parsed = parseAmountInput(text, ofToken)
        if (parsed.ok) expect(parsed.amount).toBe(amount)
        else expect([parsed.issue.code, text]).toEqual(asked)
      }),
    )
  })

  it('as we write it for people is read back to the digit, or asked back', () => {
    fc.assert(
      fc.property(amounts, decimals, (amount, ofToken) => {
        const text = formatFixed(amount, ofToken, { maxDecimals: ofToken, isGrouped: true })
        const parsed = parseAmountInput(text, ofToken)
        if (parsed.ok) expect(parsed.amount).toBe(amount)
        else expect([parsed.issue.code, text]).toEqual(asked)
      }),
    )
  })

  it('never comes to one of two numbers without a question, whatever signs are typed', () => {
    const typed = fc.string({ unit: fc.constantFrom(..."0123456789.,' ") })
    fc.assert(
      fc.property(typed, (text) => {
        const shown = read(text)
        if (shown === 'unreadable' || shown.endsWith('?')) return
        // Nothing is added, nothing left out, nothing moved.
        expect(shown.replace('.', '')).toBe(text.replace(/\D/g, ''))
      }),
    )
  })
})
