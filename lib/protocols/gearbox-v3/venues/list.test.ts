import { expect, it } from 'vitest'
import { venues } from './list'
import { venueReaders } from './readers'

it('lists the same venues, in the same order, for pages and for drafts', () => {
  expect(venues.map(({ id }) => id)).toEqual(venueReaders.map(({ id }) => id))
})
