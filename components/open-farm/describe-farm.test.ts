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
