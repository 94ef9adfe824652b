import { concat, getAddress, hexToBigInt, numberToHex, size, slice } from 'viem'
import type { InnerCall } from '../domain/batch'
import type { Hex } from '../domain/call'

/** Before each call's data: the operation (1 byte), the address (20), the value (32), the data's length (32). */
const HEAD = 85

/** Calls as `MultiSend.multiSend` takes them: one after the other, nothing between. */
export function encodePackedCalls(calls: readonly InnerCall[]): Hex {
  // viem takes a list of nothing for bytes rather than text.
  return concat([
    '0x',
    ...calls.flatMap(({ to, value, data, operation }) => [
      numberToHex(operation === 'call' ? 0 : 1, { size: 1 }),
      numberToHex(BigInt(to), { size: 20 }),
      numberToHex(value, { size: 32 }),
      numberToHex(size(data), { size: 32 }),
      data,
    ]),
  ])
}

/**
 * Read as `MultiSend.multiSend` reads them; null where it would read past the end, or where an operation is none. An
 * operation that the contract does not know it passes over as failed; here nothing is passed over.
 */
export function decodePackedCalls(packed: Hex): readonly InnerCall[] | null {
  const calls: InnerCall[] = []
  const end = size(packed)
  let at = 0
  while (at < end) {
    if (end - at < HEAD) return null
    const operation = hexToBigInt(slice(packed, at, at + 1))
    const length = hexToBigInt(slice(packed, at + 53, at + HEAD))
    if (operation > 1n || length > BigInt(end - at - HEAD)) return null
    const next = at + HEAD + Number(length)
    calls.push({
      to: getAddress(slice(packed, at + 1, at + 21)),
      value: hexToBigInt(slice(packed, at + 21, at + 53)),
      data: next === at + HEAD ? '0x' : slice(packed, at + HEAD, next),
      operation: operation === 0n ? 'call' : 'delegatecall',
    })
    at = next
  }
  return calls
}
