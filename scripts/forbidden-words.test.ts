import { expect, test } from 'vitest'
import { checkWords } from './forbidden-words'

const forbidden = [{ words: 'ownWord|42161', reason: 'because' }]
const check = (path: string, source: string) => checkWords([{ path, source }], forbidden)

test.each([
  ['lib/domain/health.ts', 'export const ownWord = 1'],
  ['lib/safe/predict.ts', 'const id = 42161'],
  ['lib/queries/markets.ts', 'const id = 42161'],
  ['components/wallet/account.tsx', '// of an OWNWORDS kind'],
  ['app/layout.tsx', '<p>42161</p>'],
  ['lib/protocols/batch/batch.ts', 'const ownWord = 1'],
])('a word of one protocol or chain in %s is named with its line', (path, source) => {
  const [problem, ...others] = check(path, `\n${source}`)
  expect(problem).toMatch(new RegExp(`^${path}:2: “(ownWord|42161)” \\(because\\)$`, 'i'))
  expect(others).toEqual([])
})

test.each([
  'lib/protocols/own/addresses.ts',
  'lib/config/chains.ts',
  'lib/domain/health.test.ts',
  'lib/domain/test-positions.ts',
  'lib/execution/testing/fake-node.ts',
  'lib/execution/practice-wallet/announce.ts',
  'components/practice/price-form.tsx',
  'devnet/start.ts',
])('%s may use it', (path) => {
  expect(check(path, 'ownWord on 42161')).toEqual([])
})

test.each(['Gearbox', 'creditAccount', 'credit manager', 'quotaAprWad', 'eMode', 'e-mode', 'LLTV'])(
  'no shared room speaks of %s',
  (word) => {
    expect(checkWords([{ path: 'lib/domain/position.ts', source: `/** ${word} */` }])).toHaveLength(1)
    expect(checkWords([{ path: 'lib/protocols/own/judge.ts', source: `/** ${word} */` }])).toEqual([])
  },
)

test('the rooms know no chain by itself', () => {
  const path = 'lib/queries/markets.ts'
  expect(checkWords([{ path, source: 'use(activeChain)' }])).toHaveLength(1)
  expect(checkWords([{ path, source: 'useClient({ chainId: 31337 })' }])).toHaveLength(1)
  expect(checkWords([{ path, source: 'useClient({ chainId: 31338 })' }])).toHaveLength(1)
  expect(checkWords([{ path, source: 'useClient({ chainId: chain.id })' }])).toEqual([])
})
