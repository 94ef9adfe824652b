import { expect, test } from 'vitest'
import { listWords } from './list-words'

test.each([
  [[], ''],
  [['USDC'], 'USDC'],
  [['USDC', 'WETH'], 'USDC or WETH'],
  [['USDC', 'WETH', 'DAI'], 'USDC, WETH or DAI'],
])('%j is listed as "%s"', (words, text) => {
  expect(listWords(words, 'or')).toBe(text)
  expect(listWords(words, 'and')).toBe(text.replace(' or ', ' and '))
})
