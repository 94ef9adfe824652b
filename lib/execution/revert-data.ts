import * as v from 'valibot'
import type { Hex } from '../domain/call'
import { bytes } from './border'
import { asRecord, causesOf } from './request-error'

const revertData = bytes()

/** The revert bytes that came with an error of `eth_call`; null where there are none. */
export function revertDataOf(error: unknown): Hex | null {
  for (const { data } of causesOf(error)) {
    const candidate = typeof data === 'string' ? data : asRecord(data)?.data
    if (v.is(revertData, candidate)) return candidate
  }
  return null
}
