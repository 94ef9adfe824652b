import { formatIssue } from '../../lib/format/issue'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Notice } from '../ui/notice'

type Props = {
  readonly onRetry: () => void
  /** There are figures of an earlier block on the page. */
  readonly isStale?: boolean
}

/** The chain could not be read: what that means, and what to do. */
export function LoadFailure({ onRetry, isStale = false }: Props) {
  const { title, text } = formatIssue({ code: 'rpc-unreachable', severity: 'refusal' })
  if (isStale) {
    return (
      <Notice tone="warning" title="These figures are not of the latest block" isAlert>
        {text}{' '}
        <Button size="small" onClick={onRetry}>
          Read again
        </Button>
      </Notice>
    )
  }
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
