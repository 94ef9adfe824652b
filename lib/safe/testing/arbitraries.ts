import fc from 'fast-check'
import { getAddress, type Hex, toHex } from 'viem'
import { type BatchItem, convertItem } from '../inner-call'

export const anyAddress = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => getAddress(toHex(bytes)))

export const anyBytes: fc.Arbitrary<Hex> = fc.uint8Array({ maxLength: 200 }).map((bytes) => toHex(bytes))

export const anyUint256 = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })

const anyCall: fc.Arbitrary<BatchItem> = fc
  .record({ to: anyAddress, value: anyUint256, data: anyBytes })
  .map((call) => ({ kind: 'call', call }))
const anySweep: fc.Arbitrary<BatchItem> = fc
  .record({ by: anyAddress, token: anyAddress, minimum: anyUint256, receiver: anyAddress })
  .map((sweep) => ({ kind: 'sweep', ...sweep }))
const anyUnwrapping: fc.Arbitrary<BatchItem> = fc
  .record({ by: anyAddress, minimum: anyUint256, receiver: anyAddress })
  .map((unwrapping) => ({ kind: 'unwrap', ...unwrapping }))

export const anyInnerCalls = fc
  .array(fc.oneof({ weight: 3, arbitrary: anyCall }, anySweep, anyUnwrapping), { maxLength: 12 })
  .map((items) => items.map(convertItem))
