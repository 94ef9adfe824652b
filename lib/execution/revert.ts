import { decodeErrorResult } from 'viem'
import type { Hex } from '../domain/call'
import type { Issue } from '../domain/issue'
import type { RefusalReason } from '../domain/issue-of-simulation'
import type { ProtocolAdapter } from '../protocols/protocol'
import { explainSafeError } from '../safe/safe-errors'

/** How to read reverts: a protocol's adapter is one. */
export type ErrorReader = Pick<ProtocolAdapter, 'errorAbi' | 'explainError'>

/** Reads what every Solidity contract can revert with, and nothing else. */
export const plainErrorReader: ErrorReader = { errorAbi: [], explainError: () => null }

export type Revert = {
  /** The contract's own words, or the error's name and arguments. Untrusted text, for programmers: see `why`. */
  readonly reason: string
  /** What it means, where the protocol knows; else the contract's own words where they are words, or the error's selector. */
  readonly why: RefusalReason
}

/** A revert that left no bytes: no reason was given, or the gas ran out. */
export const silentRevert: Revert = {
  reason: 'reverted without a reason',
  why: { kind: 'silent' },
}

/** The revert of a call that used up its gas, which leaves no bytes either. */
export const gasRevert: Revert = {
  reason: 'out of gas',
  why: { kind: 'explained', cause: { code: 'out-of-gas', severity: 'refusal' } },
}

/** Whether a node's words about a call say that its gas ran out. */
export function saysOutOfGas(words: string): boolean {
  return /out ?of ?gas/i.test(words)
}

/**
 * Decodes revert bytes with the protocol's errors, `Error(string)` and `Panic(uint256)` (viem knows these
 * two), and a Safe's codes; the reader is asked first to explain all of them. Never throws: bytes that nobody knows come back as their selector.
 */
export function decodeRevert(data: Hex, reader: ErrorReader): Revert {
  if (data === '0x') return silentRevert
  const selector = data.slice(0, 10)
  try {
    const { errorName, args = [] } = decodeErrorResult({ abi: reader.errorAbi, data })
    const reason = describeError(errorName, args)
    const cause = reader.explainError(errorName, args) ?? explainBySafe(errorName, reason)
    if (cause) return { reason, why: { kind: 'explained', cause } }
    const isSpoken = errorName === 'Error' && isInWords(reason)
    return { reason, why: isSpoken ? { kind: 'said', text: reason } : { kind: 'unknown', selector } }
  } catch {
    return { reason: `unknown error ${selector}`, why: { kind: 'unknown', selector } }
  }
}

/** A Safe's codes are the same whatever is done in it. */
function explainBySafe(errorName: string, words: string): Issue | null {
  const explanation = errorName === 'Error' ? explainSafeError(words) : null
  return explanation === null ? null : { code: 'refused-by-contract', severity: 'refusal', explanation }
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
