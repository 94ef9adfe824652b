import { expect, test } from 'vitest'
import { WAD } from '../../lib/domain/math'
import type { YieldSource } from '../../lib/domain/position'
import { lpFarm } from '../../lib/domain/test-positions'
import { describeFarm } from './describe-farm'

test('what is only lent earns interest, and not nothing', () => {
  const describe = (...kinds: readonly YieldSource['kind'][]) =>
    describeFarm({
      ...lpFarm(null),
      forms: ['spot'],
      yields: kinds.map((kind) => ({ kind, aprWad: WAD / 100n, asset: null })),
    })
  expect(describe('interest')).toContain('It earns the interest that those who borrow it pay.')
  expect(describe('interest', 'share-growth')).toContain('It earns what the vault earns')
  expect(describe()).toContain('It earns nothing by itself')
})

const earning = (...kinds: readonly YieldSource['kind'][]): readonly YieldSource[] =>
  kinds.map((kind) => ({ kind, aprWad: WAD / 100n, asset: null }))

test('only what is in a stake is called staked: rewards on top of something else change nothing of it', () => {
  const farm = lpFarm(null)
  const staked = describeFarm({ ...farm, forms: ['staking'], yields: earning('reward') })
  expect(staked).toContain('all of it becomes staked WETH.')
  const wrapped = describeFarm({
    ...farm,
    forms: ['staking', 'liquidity-mining'],
    yields: earning('interest', 'share-growth', 'reward'),
  })
  expect(wrapped).not.toContain('becomes staked')
  expect(wrapped).toContain('It earns what staking pays')
  expect(wrapped).toContain('It also earns rewards in another token')
  expect(wrapped).toContain('It also earns the interest')
  const lent = describeFarm({ ...farm, forms: ['liquidity-mining'], yields: earning('interest', 'reward') })
  expect(lent).not.toContain('staked')
})

test('rewards that closing leaves are said to be left', () => {
  const farm = { ...lpFarm(null), yields: earning('reward') }
  expect(describeFarm(farm)).toContain('or which are paid out when you close')
  expect(describeFarm({ ...farm, leavesRewards: true })).toContain(
    'which you claim: closing leaves them unclaimed',
  )
})

test('a staked share of a pool earns rewards and the pool’s fees', () => {
  const text = describeFarm({ ...lpFarm(null), yields: earning('reward') })
  expect(text).toContain('a share of a pool of WETH and USDC, staked.')
  expect(text).toContain('It earns rewards in another token')
  expect(text).toContain('It also earns the pool’s trading fees')
})

test('what pays nothing now is not promised, where anything else pays', () => {
  const none = { kind: 'interest', aprWad: 0n, asset: null } as const
  const farm = { ...lpFarm(null), forms: ['synthetic'] as const }
  expect(describeFarm({ ...farm, yields: [none, ...earning('share-growth')] })).not.toContain('interest that')
  expect(describeFarm({ ...farm, forms: ['spot'], yields: [none] })).toContain('the interest that')
})
