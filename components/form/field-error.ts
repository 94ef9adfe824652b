import type { Issue } from '../../lib/domain/issue'
import { formatIssue } from '../../lib/format/issue'
import { isPracticeChain } from '../../lib/queries/network'

/** What is to be said beside a field; where the wallet has nothing at all on that chain, with where to get some. */
export function formatFieldError(issue: Issue, chainId: number): string {
  const { text } = formatIssue(issue)
  const hasNone = issue.code === 'amount-over-balance' && issue.balance?.amount === 0n
  return hasNone && isPracticeChain(chainId)
    ? `${text} Practice controls, “Get test tokens”, hands some out.`
    : text
}
