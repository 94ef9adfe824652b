import type { Issue } from '../../domain/issue'

/** A draft that cannot be made, and why. */
export type Refusal = { readonly issues: readonly Issue[] }

export function refuse(
  code: Issue['code'],
  field?: Issue['field'],
  details?: NonNullable<Issue['details']>,
): Refusal {
  return { issues: [{ code, severity: 'refusal', field, details }] }
}
