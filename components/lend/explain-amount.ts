import type { Issue } from '../../lib/domain/issue'

export type LendAction = 'supply' | 'withdraw'

export type AmountProblems = {
  readonly parseIssue: Issue | null
  readonly refusals: Readonly<Record<LendAction, Issue | null>>
  /** Whether there is anything of theirs in the pool. */
  readonly canWithdraw: boolean
  /** What was asked for since the amount last changed. */
  readonly submitted: LendAction | null
}

type Explained = {
  readonly error: Issue | null
  /** What one of the actions does not allow, while the other is possible. */
  readonly note: { readonly action: LendAction; readonly issue: Issue } | null
}

/**
 * One field serves two actions: what neither allows, or the one that was asked for, is an error; what only one
 * of them does not allow is said beside the field and stops nobody from the other.
 */
export function explainAmount({ parseIssue, refusals, canWithdraw, submitted }: AmountProblems): Explained {
  if (parseIssue) return { error: parseIssue, note: null }
  if (submitted === 'withdraw' && !canWithdraw) {
    return { error: { code: 'nothing-supplied', severity: 'refusal', field: 'amount' }, note: null }
  }
  const { supply, withdraw } = refusals
  const asked = submitted && refusals[submitted]
  if (asked) return { error: asked, note: null }
  if (supply && !canWithdraw) return { error: supply, note: null }
  if (supply && withdraw) return { error: supply, note: { action: 'withdraw', issue: withdraw } }
  if (supply) return { error: null, note: { action: 'supply', issue: supply } }
  return { error: null, note: withdraw && { action: 'withdraw', issue: withdraw } }
}
