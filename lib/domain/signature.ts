import { keccak256, slice, stringToHex } from 'viem'
import type { Hex } from './call'

/**
 * What the chain knows a function, an event or a place by: the hash of its name and types, written as the chain hashes them:
 * `transfer(address,uint256)`, with no space and no name of an argument. Every page carries this; viem's, which takes them in any
 * writing, would be kilobytes more.
 */
export function hashSignature(signature: string): Hex {
  return keccak256(stringToHex(signature))
}

/** The first four bytes of it, which a call begins with. */
export function selectorOf(signature: string): Hex {
  return slice(hashSignature(signature), 0, 4)
}
