import type { Issue } from '../../../domain/issue'
import { rules, words } from './words'

/** A draft that cannot be made, and why. */
export type Refusal = { readonly issues: readonly Issue[] }

/** What can be refused without telling more than that. */
export type PlainCode =
  | 'amount-zero'
  | 'position-gone'
  | 'debt-zero'
  | 'nothing-to-claim'
  | 'no-equity'
  | 'leverage-unchanged'
  | 'leverage-unreachable'
  | keyof typeof words
  | keyof typeof rules

/** A refusal by its code, or by an issue that tells more. */
export function refuse(refused: PlainCode | Issue, field?: Issue['field']): Refusal {
  return { issues: [typeof refused === 'string' ? makeRefusal(refused, field) : refused] }
}

/** A refusal with this protocol's own words, where the code or the rule is its own. */
export function makeRefusal(code: PlainCode, field?: Issue['field']): Issue {
  const place = { severity: 'refusal', ...(field && { field }) } as const
  if (isRule(code)) return { ...place, code: 'protocol-rule', rule: code, words: rules[code] }
  return isWorded(code) ? { ...place, code, words: words[code] } : { ...place, code }
}

function isRule(code: PlainCode): code is keyof typeof rules {
  return Object.hasOwn(rules, code)
}

function isWorded(code: PlainCode): code is keyof typeof words {
  return Object.hasOwn(words, code)
}
