import fc from 'fast-check'
import { getAddress, toHex } from 'viem'

export const anyAddress = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => getAddress(toHex(bytes)))
