import type { Issue } from '../../../domain/issue'
import { wordsOf } from './words'

/** A draft that cannot be made, and why. */
export type Refusal = { readonly issues: readonly Issue[] }

export function refuse(code: Issue['code'], field?: Issue['field'], details?: Issue['details']): Refusal {
  return { issues: [makeRefusal(code, field, details)] }
}

/** A refusal with this protocol's own words, where the code is its own. */
export function makeRefusal(code: Issue['code'], field?: Issue['field'], details?: Issue['details']): Issue {
  const words = wordsOf(code, details)
  return {
    code,
    severity: 'refusal',
    ...(field && { field }),
    ...(details && { details }),
    ...(words && { words }),
  }
}
