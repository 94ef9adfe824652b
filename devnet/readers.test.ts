import { expect, test } from 'vitest'
import { adapters } from '../lib/protocols/adapters'
import { readers } from '../lib/protocols/readers'
import { protocols } from '../lib/protocols/registry'

test('reads every protocol that it transacts with, and no other', () => {
  expect(readers.map(({ id }) => id)).toEqual(protocols.map(({ id }) => id))
})

test('reads pools to supply to where it can supply to them, and nowhere else', () => {
  expect(readers.map(({ hasPools }) => hasPools)).toEqual(protocols.map(({ lending }) => lending !== null))
})

test('fetches the code of a protocol by the id that it has', () => {
  expect(adapters.map(({ id }) => id)).toEqual(protocols.map(({ id }) => id))
})
