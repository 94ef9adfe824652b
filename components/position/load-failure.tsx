import type { Issue } from '../../lib/domain/issue'
import { formatIssue } from '../../lib/format/issue'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

type Props = { readonly fault: Issue; readonly onRetry: () => void }

/** The chain could not be read: what that means, and what to do. */
export function LoadFailure({ fault, onRetry }: Props) {
  const { title, text } = formatIssue(fault)
  return (
    <EmptyState
      title={title ?? 'The chain cannot be read'}
      isAlert
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      {text}
    </EmptyState>
  )
}
