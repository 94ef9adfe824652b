import { expect, test } from 'vitest'
import { aaveV3, spark } from '../lib/protocols/aave-v3/protocols'
import { protocols } from '../lib/protocols/registry'
import { driverOf } from './testing/driver'

const ids = new Set([...protocols, aaveV3, spark].map(({ id }) => id))

test.each([...ids])('%s is driven through the suites of every protocol', (id) => {
  expect(driverOf({ id }).protocol).toBe(id)
})

test('what nobody can drive is not passed over in silence', () => {
  expect(() => driverOf({ id: 'unheard-of' })).toThrow('has no driver')
})
