import fc from 'fast-check'
import { concat, getAddress, numberToHex, pad, size, slice } from 'viem'
import { describe, expect, it, test } from 'vitest'
import { decodePackedCalls, encodePackedCalls } from './packed'
import { anyInnerCalls } from './testing/arbitraries'

test('any calls come back as they were put in', () => {
  fc.assert(
    fc.property(anyInnerCalls, (calls) => {
      expect(decodePackedCalls(encodePackedCalls(calls))).toEqual(calls)
    }),
  )
})

describe('packed bytes', () => {
  const to = getAddress('0x00000000000000000000000000000000000a11ce')
  const word = (value: bigint) => numberToHex(value, { size: 32 })

  it('are the operation, the address, the value, the length and the data of each call', () => {
    const packed = concat(['0x00', to, word(7n), word(2n), '0xabcd', '0x01', to, word(0n), word(0n)])
    expect(decodePackedCalls(packed)).toEqual([
      { to, value: 7n, data: '0xabcd', operation: 'call' },
      { to, value: 0n, data: '0x', operation: 'delegatecall' },
    ])
    expect(decodePackedCalls('0x')).toEqual([])
  })

  it('are no calls where they end too early, or a length leads past the end', () => {
    const packed = concat(['0x00', to, word(7n), word(2n), '0xabcd'])
    for (let end = 1; end < size(packed); end += 1)
      expect(decodePackedCalls(slice(packed, 0, end))).toBeNull()
    expect(decodePackedCalls(concat([packed, '0x00']))).toBeNull()
    const endless = pad('0xff', { dir: 'right', size: 32 })
    expect(decodePackedCalls(concat(['0x00', to, word(7n), endless, '0xabcd']))).toBeNull()
    expect(decodePackedCalls(concat(['0x00', to, word(7n), word(3n), '0xabcd']))).toBeNull()
  })

  it.each(['0x02', '0xff'] as const)('are no calls with operation %s', (operation) => {
    expect(decodePackedCalls(concat([operation, to, word(0n), word(0n)]))).toBeNull()
  })
})
