import {
  encodeAbiParameters,
  type Hex,
  hexToBigInt,
  parseAbiParameters,
  size,
  slice,
  stringToHex,
} from 'viem'
import { expect, test } from 'vitest'
import { textOf } from './text-of'

const wordsOf = (data: Hex) =>
  Array.from({ length: size(data) / 32 }, (_, i) => hexToBigInt(slice(data, 32 * i, 32 * i + 32)))
const encoded = (text: string) => wordsOf(encodeAbiParameters(parseAbiParameters('string'), [text]))

test.each(['', 'WETH', 'Δ ether', 'x'.repeat(32), 'x'.repeat(40), 'x'.repeat(64)])(
  'a string is read as it is: “%s”',
  (text) => {
    expect(textOf(encoded(text))).toBe(text)
  },
)

test('a long one is cut, 32 raw bytes are text too, and nonsense is none', () => {
  expect(textOf(encoded('x'.repeat(200)))).toBe('x'.repeat(64))
  expect(textOf([hexToBigInt(stringToHex('MKR', { size: 32 }))])).toBe('MKR')
  expect(textOf([])).toBe('')
  expect(textOf([0n])).toBe('')
  expect(textOf([2n ** 255n, 2n ** 255n])).toBe('')
  expect(textOf([64n, 5n])).toBe('')
})

test('a string inside a struct is found from where that begins', () => {
  const data = encodeAbiParameters(parseAbiParameters('(uint16 a, uint16 b, string label)'), [
    { a: 1, b: 2, label: 'ETH correlated' },
  ])
  expect(textOf(wordsOf(data), 2, 1)).toBe('ETH correlated')
})
