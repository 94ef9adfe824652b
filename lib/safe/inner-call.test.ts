import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convertItem, decodeSweep } from './inner-call'
import { anyAddress, anyBytes, anyUint256 } from './testing/arbitraries'

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
})
