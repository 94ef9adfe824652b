import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSameId, makeId, parseId } from './id'

const hexOf = (bytes: number) =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map(
      (all): `0x${string}` =>
        `0x${all.reduce((text, byte) => text + byte.toString(16).padStart(2, '0'), '')}`,
    )
const parts = fc.record({
  protocol: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
  chainId: fc.integer({ min: 1, max: 999_999_999_999_999 }),
  subject: fc.oneof(hexOf(20), hexOf(32)),
  asset: fc.option(hexOf(20)),
})

const market = `0x${'a1'.repeat(20)}` as const
const asset = `0x${'b2'.repeat(20)}` as const

describe('an id', () => {
  test('says what was put into it, however it is written', () => {
    fc.assert(
      fc.property(parts, (named) => {
        const id = makeId(named)
        expect(parseId(id)).toEqual(named)
        expect(parseId(` ${id.toUpperCase()}`)).toEqual(named)
        expect(isSameId(id, id.toUpperCase())).toBe(true)
      }),
    )
  })

  test('is written in lower case, whatever its parts were', () => {
    const checksummed = `0x${'A1'.repeat(20)}` as const
    const id = makeId({ protocol: 'lender-v2', chainId: 10, subject: checksummed, asset })
    expect(id).toBe(`lender-v2:10:${market}:${asset}`)
    expect(makeId({ protocol: 'lender-v2', chainId: 10, subject: market, asset: null })).toBe(
      `lender-v2:10:${market}`,
    )
  })

  test('of another chain, protocol, market or asset is another', () => {
    const id = makeId({ protocol: 'a', chainId: 1, subject: market, asset })
    for (const other of [{ protocol: 'b' }, { chainId: 2 }, { subject: asset }, { asset: null }]) {
      expect(isSameId(id, makeId({ protocol: 'a', chainId: 1, subject: market, asset, ...other }))).toBe(
        false,
      )
    }
  })

  test.each([
    '',
    'nonsense',
    'a:1',
    'a:1:',
    `a:1:${market.slice(0, -1)}`,
    `a:1:${market}0`,
    `a:0:${market}`,
    `a:01:${market}`,
    `a:1e3:${market}`,
    `a:-1:${market}`,
    `a:9999999999999999:${market}`,
    `:1:${market}`,
    `a b:1:${market}`,
    `a:1:${market}:`,
    `a:1:${market}:0x`,
    `a:1:${market}:${asset}:${asset}`,
    `a:1:${market}:0x${'b2'.repeat(32)}`,
    `<script>:1:${market}`,
  ])('is not %j', (text) => {
    expect(parseId(text)).toBeNull()
  })
})
