import { expect, test, vi } from 'vitest'
import { explainLink } from './explain-link'
import { readLink } from './link'

vi.mock('../config/chains', () => import('./testing/made-up-world'))
vi.mock('../protocols/readers', () => import('./testing/made-up-world'))

const market = `0x${'a1'.repeat(20)}`
const hashed = `0x${'c3'.repeat(32)}`
const asset = `0x${'b2'.repeat(20)}`

test.each([
  [`lender:901:${market}:${asset}`, 'lender', 901],
  [`LENDER:902:${market.toUpperCase()}:${asset.toUpperCase()}`, 'lender', 902],
  [` vaults:902:${hashed}:${asset}`, 'vaults', 902],
])('the link of a farm %s leads to its protocol on its chain', (text, protocol, chainId) => {
  const link = readLink(text, true)
  expect(link && [link.place.reader.id, link.place.chain.id]).toEqual([protocol, chainId])
  expect(link?.id).toBe(text.trim().toLowerCase())
  expect(explainLink(text, true)).toBeNull()
})

test.each([
  [null, { kind: 'malformed' }],
  ['', { kind: 'malformed' }],
  ['nonsense', { kind: 'malformed' }],
  // a position's
  [`lender:901:${market}`, { kind: 'malformed' }],
  [`unheard-of:901:${market}:${asset}`, { kind: 'unknown-protocol', given: 'unheard-of' }],
  [`lender:903:${market}:${asset}`, { kind: 'unknown-chain', given: '903' }],
  [`vaults:901:${market}:${asset}`, { kind: 'not-there', given: 'Vaults', known: 'Slow' }],
])('the link of a farm %j leads nowhere, for its own reason', (text, fault) => {
  expect(readLink(text, true)).toBeNull()
  expect(explainLink(text, true)).toEqual(fault)
})

test('the link of a position names no asset', () => {
  const [position, farm] = [`lender:901:${market}`, `lender:901:${market}:${asset}`]
  expect(readLink(position, false)?.place.chain.name).toBe('Slow')
  expect(readLink(farm, false)).toBeNull()
  expect(explainLink(farm, false)).toEqual({ kind: 'malformed' })
})
