import * as v from 'valibot'
import type { Address } from '../domain/asset'
import type { Hex } from '../domain/call'

/** Shapes that storage, wallets and nodes write things in. Whoever sent it may send anything, of any length. */

/** Text of one shape, which says how long it may be. */
export function text(shape: RegExp) {
  return v.pipe(v.string(), v.regex(shape))
}

export const address = v.custom<Address>(isText(/^0x[0-9a-f]{40}$/i))
export const hash = v.custom<Hex>(isText(/^0x[0-9a-f]{64}$/i))
/** A number as nodes write it, 32 bytes at most. */
export const quantity = v.custom<Hex>(isText(/^0x[0-9a-f]{1,64}$/i))
/** Bytes; prefix and digits are `maxLength` characters at most. */
export const bytes = (maxLength?: number) => v.custom<Hex>(isText(/^0x(?:[0-9a-f]{2})*$/i, maxLength))

/** A number that counts something. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

function isText(shape: RegExp, maxLength = Number.POSITIVE_INFINITY) {
  return (value: unknown) => typeof value === 'string' && value.length <= maxLength && shape.test(value)
}
