import { expect, test } from 'vitest'
import { readers } from '../lib/protocols/readers'
import { protocols } from '../lib/protocols/registry'

test('reads every protocol that it transacts with, and no other', () => {
  expect(readers.map(({ id }) => id)).toEqual(protocols.map(({ id }) => id))
})
