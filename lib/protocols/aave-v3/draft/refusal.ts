import type { Issue } from '../../../domain/issue'
import type { Refusal } from './working'

/** What can be refused without telling more than that. */
type PlainCode =
  | 'amount-zero'
  | 'amount-too-large'
  | 'position-gone'
  | 'debt-zero'
  | 'nothing-to-claim'
  | 'not-enough-collateral'
  | 'no-equity'
  | 'leverage-unchanged'
  | 'leverage-unreachable'

export function refuse(refused: PlainCode | Issue, field?: Issue['field']): Refusal {
  return { issues: [typeof refused === 'string' ? makeRefusal(refused, field) : refused] }
}

export function makeRefusal(code: PlainCode, field?: Issue['field']): Issue {
  return { code, severity: 'refusal', ...(field && { field }) }
}
