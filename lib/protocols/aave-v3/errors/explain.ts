import type { Abi } from 'viem'
import type { Issue } from '../../../domain/issue'
import { meanings } from './meanings'

/** The newer line's own errors; the older reverts with numbers as text, which need no definition. */
export const errorAbi: Abi = meanings.map(([name]) => ({ type: 'error', name, inputs: [] }))

/** A decoded revert of either line as an issue; null for one whose meaning is not known. */
export function explainError(errorName: string, args: readonly unknown[]): Issue | null {
  const number = errorName === 'Error' ? args[0] : null
  const found = meanings.find((one) => (number === null ? one[0] === errorName : one[1] === number))
  if (!found) return null
  const [, , meaning] = found
  if ('code' in meaning) return meaning
  return { code: 'refused-by-contract', severity: 'refusal', explanation: meaning.says }
}
