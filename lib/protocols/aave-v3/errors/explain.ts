import type { Abi } from 'viem'
import type { Issue } from '../../../domain/issue'
import type { Meaning } from './meaning'
import { meanings } from './meanings'
import { meaningsOfExchanges } from './of-exchanges'
import { meaningsOfTokenErrors, meaningsOfTokens, tokenErrorAbi } from './of-tokens'

/** The newer line's own errors and newer tokens'; the older line, exchanges and tokens revert with text, which needs no definition. */
export const errorAbi: Abi = [
  ...meanings.map(([name]) => ({ type: 'error', name, inputs: [] }) as const),
  ...tokenErrorAbi,
]

/**
 * A decoded revert of either line, or of an exchange or a token on the way, as an issue; null for one whose meaning is not known,
 * or that should not reach anybody. Names and texts are looked up whole: a token may revert with anything.
 */
export function explainError(errorName: string, args: readonly unknown[]): Issue | null {
  const meaning = errorName === 'Error' ? findByText(String(args[0] ?? '')) : findByName(errorName)
  if (!meaning) return null
  if ('code' in meaning) return meaning
  if ('never' in meaning) return null
  return { code: 'refused-by-contract', severity: 'refusal', explanation: meaning.says }
}

function findByName(errorName: string): Meaning | undefined {
  return meanings.find(([name]) => name === errorName)?.[2] ?? own(meaningsOfTokenErrors, errorName)
}

function findByText(text: string): Meaning | undefined {
  const ofPool = meanings.find(([, number]) => number === text)?.[2]
  return ofPool ?? own(meaningsOfExchanges, text) ?? own(meaningsOfTokens, text)
}

function own(known: Readonly<Record<string, Meaning>>, key: string): Meaning | undefined {
  return Object.hasOwn(known, key) ? known[key] : undefined
}
