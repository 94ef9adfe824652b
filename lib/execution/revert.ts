import { decodeErrorResult } from 'viem'
import type { Issue } from '../domain/issue'
import type { Hex, ProtocolAdapter } from '../protocols/protocol'

/** How to read reverts: a protocol's adapter is one. */
export type ErrorReader = Pick<ProtocolAdapter, 'errorAbi' | 'explainError'>

/** Reads what every Solidity contract can revert with, and nothing else. */
export const plainErrorReader: ErrorReader = { errorAbi: [], explainError: () => null }

export type Revert = {
  /** The contract's own words, or the error's name and arguments. Untrusted text, for programmers: see `details`. */
  readonly reason: string
  /** What it means for the person, where the protocol knows. */
  readonly issue: Issue | null
  /** What is left to say where nobody knows: the contract's own words where they are words, else the error's selector. */
  readonly details: NonNullable<Issue['details']>
}

/** A revert that left no bytes: no reason was given, or the gas ran out. */
export const silentRevert: Revert = {
  reason: 'reverted without a reason',
  issue: null,
  details: { isSilent: 1 },
}

/** The revert of a call that used up its gas, which leaves no bytes either. */
export const gasRevert: Revert = {
  reason: 'out of gas',
  issue: { code: 'out-of-gas', severity: 'refusal' },
  details: { reason: 'out of gas' },
}

/** Whether a node's words about a call say that its gas ran out. */
export function saysOutOfGas(words: string): boolean {
  return /out ?of ?gas/i.test(words)
}

/**
 * Decodes revert bytes with the protocol's errors, `Error(string)` and `Panic(uint256)` (viem knows these
 * two); the reader is asked to explain all of them. Never throws: bytes that nobody knows come back as their selector.
 */
export function decodeRevert(data: Hex, reader: ErrorReader): Revert {
  if (data === '0x') return silentRevert
  const selector = data.slice(0, 10)
  try {
    const { errorName, args = [] } = decodeErrorResult({ abi: reader.errorAbi, data })
    const reason = describeError(errorName, args)
    const issue = reader.explainError(errorName, args)
    const isSpoken = issue !== null || (errorName === 'Error' && isInWords(reason))
    return { reason, issue, details: isSpoken ? { reason } : { selector } }
  } catch {
    return { reason: `unknown error ${selector}`, issue: null, details: { selector } }
  }
}

/** Whether it is a sentence rather than a code: `BAL#208` tells a person nothing. */
function isInWords(text: string): boolean {
  return /^\p{L}[\p{L}'’,]* \p{L}/u.test(text)
}

function describeError(name: string, args: readonly unknown[]): string {
  if (name === 'Error') return String(args[0])
  if (name === 'Panic') return `Panic(0x${BigInt(String(args[0])).toString(16)})`
  return `${name}(${args.map(String).join(', ')})`
}
