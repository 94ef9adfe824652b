import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convertItem, decodeSweep, decodeUnwrapping } from './inner-call'
import { anyAddress, anyBytes, anyUint256 } from './testing/arbitraries'

const anyUnwrapping = fc.record({ by: anyAddress, minimum: anyUint256, receiver: anyAddress })
const anySweep = fc.record({ by: anyAddress, token: anyAddress, minimum: anyUint256, receiver: anyAddress })

describe('what a Safe delegates', () => {
  it('is a sweep, there and back', () => {
    fc.assert(
      fc.property(anySweep, (sweep) => {
        const call = convertItem({ kind: 'sweep', ...sweep })
        expect(call).toMatchObject({ to: sweep.by, value: 0n, operation: 'delegatecall' })
        expect(decodeSweep(call)).toEqual(sweep)
      }),
    )
  })

  it('is none with a value, a byte more, another function, or as a plain call', () => {
    fc.assert(
      fc.property(anySweep, anyBytes, (sweep, data) => {
        const call = convertItem({ kind: 'sweep', ...sweep })
        expect(decodeSweep({ ...call, value: 1n })).toBeNull()
        expect(decodeSweep({ ...call, data: `${call.data}00` })).toBeNull()
        expect(decodeSweep({ ...call, data })).toBeNull()
        expect(decodeSweep({ ...call, operation: 'call' })).toBeNull()
      }),
    )
  })

  it('unwraps all, there and back, and nothing that differs in a byte', () => {
    fc.assert(
      fc.property(anyUnwrapping, anyBytes, (unwrapping, data) => {
        const call = convertItem({ kind: 'unwrap', ...unwrapping })
        expect(call).toMatchObject({ to: unwrapping.by, value: 0n, operation: 'delegatecall' })
        expect(decodeUnwrapping(call)).toEqual(unwrapping)
        expect(decodeSweep(call)).toBeNull()
        expect(decodeUnwrapping({ ...call, value: 1n })).toBeNull()
        expect(decodeUnwrapping({ ...call, data: `${call.data}00` })).toBeNull()
        expect(decodeUnwrapping({ ...call, data })).toBeNull()
        expect(decodeUnwrapping({ ...call, operation: 'call' })).toBeNull()
      }),
    )
  })
})
