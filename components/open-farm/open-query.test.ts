import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseOpenQuery, writeOpenQuery } from './open-query'

describe('a form in an address', () => {
  const inputs = { amountInput: '1000.5', leverageInput: '2.5x', depositAddress: `0x${'ab'.repeat(20)}` }

  it('comes back as it was written', () => {
    const query = new URLSearchParams(writeOpenQuery(inputs)).toString()
    expect(parseOpenQuery(query)).toEqual(inputs)
  })

  it('leaves out what nobody could mean', () => {
    expect(parseOpenQuery('amount=-1&leverage=0.5&deposit=x')).toEqual({
      amountInput: null,
      leverageInput: null,
      depositAddress: 'x',
    })
    expect(parseOpenQuery('')).toEqual({ amountInput: null, leverageInput: null, depositAddress: null })
    expect(writeOpenQuery({ ...inputs, amountInput: 'abc', leverageInput: '' })).toMatchObject({
      amount: '',
      leverage: '',
    })
  })

  it('is read whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (amount, leverage, garbage) => {
        const { leverageInput } = parseOpenQuery(new URLSearchParams({ amount, leverage }).toString())
        expect(leverageInput === null || leverageInput === leverage.trim()).toBe(true)
        parseOpenQuery(garbage)
      }),
    )
  })
})
