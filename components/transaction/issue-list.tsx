import { type Issue, identifyIssue } from '../../lib/domain/issue'
import { formatIssue } from '../../lib/format/issue'
import { Notice } from '../ui/notice'

export function IssueList({ issues }: { readonly issues: readonly Issue[] }) {
  return issues.map((issue) => {
    const { title, text } = formatIssue(issue)
    return (
      <Notice
        key={identifyIssue(issue)}
        tone={issue.severity}
        title={title}
        isAlert={issue.severity === 'refusal'}
      >
        {text}
      </Notice>
    )
  })
}
