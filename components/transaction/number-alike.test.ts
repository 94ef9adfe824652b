import { expect, test } from 'vitest'
import { numberAlike } from './number-alike'

test('what is done twice has two keys, and keeps its place', () => {
  const listed = numberAlike(['borrow', 'swap', 'borrow'], (name) => name)
  expect(listed.map(({ item }) => item)).toEqual(['borrow', 'swap', 'borrow'])
  expect(new Set(listed.map(({ key }) => key)).size).toBe(3)
})
