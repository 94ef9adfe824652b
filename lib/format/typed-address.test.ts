import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAddress } from './typed-address'

describe('an address that somebody brings', () => {
  const digits = fc
    .array(fc.constantFrom(...'0123456789abcdefABCDEF'), { minLength: 40, maxLength: 40 })
    .map((letters) => letters.join(''))

  it('is read whatever its letter case and the space around it', () => {
    fc.assert(
      fc.property(digits, fc.constantFrom('', ' ', '\n\t'), (text, space) => {
        expect(readAddress(`${space}0x${text}${space}`)).toBe(`0x${text}`)
      }),
    )
  })

  it('is none where anything is missing, added or foreign', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), digits), (text) => {
        fc.pre(!/^\s*0x[0-9a-f]{40}\s*$/i.test(text))
        expect(readAddress(text)).toBeNull()
      }),
    )
    for (const text of [`0x${'a'.repeat(39)}`, `0x${'a'.repeat(41)}`, `0x${'a'.repeat(39)}g`, '__proto__']) {
      expect(readAddress(text)).toBeNull()
    }
  })
})
