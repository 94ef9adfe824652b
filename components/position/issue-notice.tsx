import type { Issue } from '../../lib/domain/issue'
import { formatIssue } from '../../lib/format/issue'
import { Notice } from '../ui/notice'

export function IssueNotice({ issue, isAlert }: { readonly issue: Issue; readonly isAlert?: boolean }) {
  const { title, text } = formatIssue(issue)
  return (
    <Notice tone={issue.severity} title={title} isAlert={isAlert}>
      {text}
    </Notice>
  )
}
