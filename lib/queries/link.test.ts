import { expect, test, vi } from 'vitest'
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
  const link = readLink(text, { hasAsset: true })
  expect(link.place && [link.place.reader.id, link.place.chain.id]).toEqual([protocol, chainId])
  expect(link.place && link.id).toBe(text.trim().toLowerCase())
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
  expect(readLink(text, { hasAsset: true })).toEqual({ place: null, fault })
})

test('the link of a position names no asset', () => {
  expect(readLink(`lender:901:${market}`, { hasAsset: false }).place?.chain.name).toBe('Slow')
  expect(readLink(`lender:901:${market}:${asset}`, { hasAsset: false })).toMatchObject({
    fault: { kind: 'malformed' },
  })
})
