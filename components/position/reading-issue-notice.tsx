import type { IssueOf } from '../../lib/domain/issue'
import type { ReadingIssues } from '../../lib/domain/issue-of-reading'
import { formatReadingIssue } from '../../lib/format/issue-of-reading'
import { Notice } from '../ui/notice'

export function ReadingIssueNotice({ issue }: { readonly issue: IssueOf<keyof ReadingIssues> }) {
  const { title, text } = formatReadingIssue(issue)
  return (
    <Notice tone={issue.severity} title={title}>
      {text}
    </Notice>
  )
}
