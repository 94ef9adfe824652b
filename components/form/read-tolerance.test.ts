import { expect, test } from 'vitest'
import { DEFAULT_TOLERANCE } from '../../lib/plan/tolerance'
import { readTolerance, writeTolerance } from './read-tolerance'

const textsOf = (texts: Readonly<Record<string, string | null>>) =>
  new Map(Object.entries(texts).flatMap(([field, text]) => (text === null ? [] : [[field, text] as const])))

test('a tolerance that was chosen is read again', () => {
  const choice = { slippageBps: 100n, deadlineMinutes: 60n }
  expect(readTolerance(textsOf(writeTolerance(choice)))).toEqual(choice)
  expect(readTolerance(textsOf({ slippage: '10' }))).toEqual({ ...DEFAULT_TOLERANCE, slippageBps: 10n })
})

test.each(['9999', '10000', '-1', '0', '51', 'a lot', '', '1e1', ' 50'])(
  'one that nobody can choose is the usual one: %j',
  (text) => {
    expect(readTolerance(textsOf({ slippage: text, deadline: text }))).toEqual(DEFAULT_TOLERANCE)
  },
)
