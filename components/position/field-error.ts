import type { Issue } from '../../lib/domain/issue'
import { formatIssue } from '../../lib/format/issue'
import { isPracticeNetwork } from '../../lib/queries/network'

/** What is to be said beside a field; where the wallet has nothing at all, with where to get some. */
export function formatFieldError(issue: Issue): string {
  const { text } = formatIssue(issue)
  const hasNone = issue.code === 'amount-over-balance' && issue.balance?.amount === 0n
  return hasNone && isPracticeNetwork ? `${text} Practice controls, “Get test tokens”, hands some out.` : text
}
