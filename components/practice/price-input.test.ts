import { describe, expect, test } from 'vitest'
import { parsePriceInput, trimPrice } from './price-input'

describe('parsePriceInput', () => {
  test.each([
    ['1800.5', '1800.5'],
    [' $2000 ', '2000'],
    ['007', '7'],
    ['.5', '0.5'],
    ['0.00000001', '0.00000001'],
    ['0,25', '0.25'],
    ['$1.800,50', '1800.5'],
    ['1 800', '1800'],
    ['999999999', '999999999'],
  ])('takes %s for %s', (typed, price) => {
    expect(parsePriceInput(typed)).toEqual({ ok: true, price })
  })

  test.each(['', '.', '-1', '1,800', '1e3', 'NaN', '0', '0.00', '0.000000001', '1000000000'])(
    'refuses %s',
    (typed) => {
      expect(parsePriceInput(typed).ok).toBe(false)
    },
  )
})

test('asks which number was meant', () => {
  expect(parsePriceInput('1,800')).toEqual({
    ok: false,
    error: 'Did you mean 1800 or 1.800? Write it without a comma.',
  })
})

describe('trimPrice', () => {
  test.each([
    ['2000.00000000', '2000'],
    ['0.99950000', '0.9995'],
    ['2000', '2000'],
  ])('shows %s as %s', (price, text) => {
    expect(trimPrice(price)).toBe(text)
  })
})
