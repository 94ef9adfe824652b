import { expect, test } from 'vitest'
import { makeFarmId, makePositionId, parsePositionId } from './ids'

const one = `0x${'Aa'.repeat(20)}` as const
const other = `0x${'0b'.repeat(20)}` as const

test('a farm is named by what is borrowed, then by what is held', () => {
  expect(makeFarmId('spark', 1, one, other)).toBe(`spark:1:0x${'aa'.repeat(20)}:0x${'0b'.repeat(20)}`)
})

test('a position names its holder, of its own protocol and chain alone', () => {
  const id = makePositionId('aave-v3', 31337, one)
  expect(parsePositionId('aave-v3', 31337, id)).toBe(one.toLowerCase())
  expect(parsePositionId('aave-v3', 31337, id.toUpperCase().replaceAll('0X', '0x'))).toBe(one.toLowerCase())
  expect(parsePositionId('spark', 31337, id)).toBeNull()
  expect(parsePositionId('aave-v3', 31338, id)).toBeNull()
  expect(parsePositionId('aave-v3', 31337, makeFarmId('aave-v3', 31337, one, other))).toBeNull()
  expect(parsePositionId('aave-v3', 31337, `aave-v3:31337:0x${'aa'.repeat(32)}`)).toBeNull()
  expect(parsePositionId('aave-v3', 31337, 'anything')).toBeNull()
})
