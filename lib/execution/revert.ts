import { decodeErrorResult } from 'viem'
import type { Issue } from '../domain/issue'
import type { Hex, ProtocolAdapter } from '../protocols/protocol'

/** How to read reverts: a protocol's adapter is one. */
export type ErrorReader = Pick<ProtocolAdapter, 'errorAbi' | 'explainError'>

/** Reads what every Solidity contract can revert with, and nothing else. */
export const plainErrorReader: ErrorReader = { errorAbi: [], explainError: () => null }

export type Revert = {
  /** The contract's own words, or the error's name and arguments. Untrusted text. */
  readonly reason: string
  /** What it means for the person, where the protocol knows. */
  readonly issue: Issue | null
}

/**
 * Decodes revert bytes with the protocol's errors, `Error(string)` and `Panic(uint256)` (viem knows these
 * two); the reader is asked to explain all of them. Never throws: bytes that nobody knows come back as their selector.
 */
export function decodeRevert(data: Hex, reader: ErrorReader): Revert {
  if (data === '0x') return { reason: 'reverted without a reason', issue: null }
  try {
    const { errorName, args = [] } = decodeErrorResult({ abi: reader.errorAbi, data })
    return { reason: describeError(errorName, args), issue: reader.explainError(errorName, args) }
  } catch {
    return { reason: `unknown error ${data.slice(0, 10)}`, issue: null }
  }
}

function describeError(name: string, args: readonly unknown[]): string {
  if (name === 'Error') return String(args[0])
  if (name === 'Panic') return `Panic(0x${BigInt(String(args[0])).toString(16)})`
  return `${name}(${args.map(String).join(', ')})`
}
