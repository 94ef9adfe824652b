import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DIRECTION_WORDS, FORM_WORDS } from '../position/farm-words'
import { keysOf, type LinkedFilter, parseFilterQuery, writeFilterQuery } from './filter-query'

const protocols = ['vaults', 'lender-v3']
const none: LinkedFilter = { protocol: 'all', form: 'all', direction: 'all' }

describe('a filter in the address', () => {
  test('is read back as it was written', () => {
    const filter = fc.record({
      protocol: fc.constantFrom('all', ...protocols),
      form: fc.constantFrom('all' as const, ...keysOf(FORM_WORDS)),
      direction: fc.constantFrom('all' as const, ...keysOf(DIRECTION_WORDS)),
    })
    fc.assert(
      fc.property(filter, fc.webQueryParameters(), (given, query) => {
        expect(parseFilterQuery(writeFilterQuery(query, given), protocols)).toEqual(given)
      }),
    )
  })

  test('filters nothing where it cannot be read', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, value) => {
        parseFilterQuery(`${name}=${value}`, protocols)
      }),
    )
    expect(parseFilterQuery('protocol=nobody&form=&direction=up', protocols)).toEqual(none)
    expect(parseFilterQuery('protocol=VAULTS&form=Staking', protocols)).toEqual({
      ...none,
      protocol: 'vaults',
      form: 'staking',
    })
  })

  test('leaves the rest of the address as it is, and nothing of itself where it filters nothing', () => {
    expect(writeFilterQuery('theme=dark&form=staking', { ...none, protocol: 'vaults' })).toBe(
      'theme=dark&protocol=vaults',
    )
    expect(writeFilterQuery('protocol=vaults&direction=long', none)).toBe('')
  })
})
