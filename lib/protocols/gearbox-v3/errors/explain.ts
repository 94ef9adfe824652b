import type { Issue } from '../../../domain/issue'
import { type Meaning, outOfRange } from './meaning'
import { meaningsOfBalancer } from './of-balancer'
import { meaningsOfGearbox } from './of-gearbox'
import { meaningsOfText } from './of-strings'

/**
 * A decoded revert as an issue; null for one that this adapter does not know, or that should not reach anybody.
 * Error names and texts are looked up whole: a token may revert with anything.
 */
export function explainError(errorName: string, args: readonly unknown[]): Issue | null {
  const meaning = findMeaning(errorName, args)
  if (!meaning) return null
  if ('code' in meaning) return meaning
  if ('never' in meaning) return null
  return { code: 'refused-by-contract', severity: 'refusal', explanation: meaning.says }
}

function findMeaning(errorName: string, args: readonly unknown[]): Meaning | undefined {
  if (errorName === 'Panic') return outOfRange
  if (errorName !== 'Error') return own(meaningsOfGearbox, errorName)
  const text = String(args[0] ?? '')
  return own(meaningsOfBalancer, text) ?? own(meaningsOfText, text) ?? findFamily(text)
}

/** The longest key with a `*` that the text begins with. */
function findFamily(text: string): Meaning | undefined {
  const keys = Object.keys(meaningsOfText).filter(
    (key) => key.endsWith('*') && text.startsWith(key.slice(0, -1)),
  )
  const [longest] = keys.sort((a, b) => b.length - a.length)
  return longest === undefined ? undefined : meaningsOfText[longest]
}

function own(meanings: Readonly<Record<string, Meaning>>, key: string): Meaning | undefined {
  return Object.hasOwn(meanings, key) ? meanings[key] : undefined
}
